"""The scripted server of the client cases, on a Unix socket, and the requests it saw."""

from __future__ import annotations

import base64
import json
import re
import socket
import threading
import time

SOCKET = '/tmp/canned.socket'
HEADERS = ['accept', 'content-type', 'host', 'transfer-encoding']


class Server:
    def __init__(self, path, replies):
        self.replies = list(replies)
        self.requests = []
        self.lock = threading.Lock()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(16)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            conn, _ = self.listener.accept()
            threading.Thread(target=self.one, args=(conn,), daemon=True).start()

    def read_request(self, conn):
        f = conn.makefile('rb')
        line = f.readline().decode()
        if not line:
            return None
        method, path, _ = line.split(' ', 2)
        headers = {}
        while True:
            h = f.readline().decode('latin-1').strip()
            if not h:
                break
            k, v = h.split(':', 1)
            headers[k.lower()] = v.strip()
        body = b''
        if headers.get('transfer-encoding') == 'chunked':
            while True:
                n = int(f.readline(), 16)
                body += f.read(n)
                f.readline()
                if n == 0:
                    break
        elif 'content-length' in headers:
            body = f.read(int(headers['content-length']))
        return method, path, headers, body

    def one(self, conn):
        try:
            got = self.read_request(conn)
            if got is None:
                return
            with self.lock:
                self.requests.append(got)
                reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
            if reply.get('delay'):
                time.sleep(reply['delay'] / 1000)
            if reply.get('close'):
                return
            if 'raw' in reply:
                conn.sendall(reply['raw'].encode())
                return
            status = reply.get('status', 200)
            headers = {'Content-Type': 'application/json'} | reply.get('headers', {})
            if 'json' in reply:
                body = json.dumps(reply['json'], sort_keys=True).encode()
            elif 'result' in reply:
                body = json.dumps({'type': 'sync', 'status-code': status, 'status': 'OK', 'result': reply['result']} | reply.get('extra', {}), sort_keys=True).encode()
            elif 'base64' in reply:
                body = base64.b64decode(reply['base64'])
            else:
                body = reply.get('text', '').encode()
            out = f'HTTP/1.1 {status} {reply.get("reason", "OK")}\r\n'
            for k, v in headers.items():
                if v is not None:
                    out += f'{k}: {v}\r\n'
            if reply.get('chunked'):
                out += 'Transfer-Encoding: chunked\r\n\r\n'
                data = out.encode()
                n = reply['chunked']
                for i in range(0, len(body), n):
                    c = body[i : i + n]
                    data += b'%x\r\n' % len(c) + c + b'\r\n'
                data += b'0\r\n\r\n'
                conn.sendall(data)
            else:
                length = reply.get('length', len(body))
                conn.sendall(f'{out}Content-Length: {length}\r\nConnection: close\r\n\r\n'.encode() + body)
        except OSError:
            pass
        finally:
            conn.close()


def request_json(got):
    method, path, headers, body = got
    out = {'method': method, 'path': path, 'headers': {}}
    ctype = headers.get('content-type', '')
    boundary = re.search(r'boundary="?([^";]+)"?', ctype)
    for h in HEADERS:
        if h in headers:
            v = headers[h]
            out['headers'][h] = v.replace(boundary[1], 'BOUNDARY') if boundary else v
    if boundary:
        parts = []
        b = boundary[1].encode()
        pieces = body.split(b'--' + b)
        for part in pieces[1:-1]:
            head, content = part[2:-2].split(b'\r\n\r\n', 1)
            hd = {}
            for line in head.decode().split('\r\n'):
                k, v = line.split(':', 1)
                hd[k.strip().lower()] = v.strip()
            p = {'headers': hd}
            if hd.get('content-type') == 'application/json':
                p['json'] = json.loads(content)
            else:
                try:
                    p['text'] = content.decode()
                    if len(p['text']) > 4096:
                        p['text'] = f'<{len(content)} bytes>'
                except UnicodeDecodeError:
                    p['base64'] = base64.b64encode(content).decode()
            parts.append(p)
        out['parts'] = parts
        out['ends_with'] = pieces[-1].decode()
    elif body:
        out['json'] = json.loads(body)
    return out
