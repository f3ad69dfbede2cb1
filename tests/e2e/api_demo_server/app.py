"""The tutorial's workload, as far as its charm can tell: a FastAPI server that tells its version."""

import fastapi

app = fastapi.FastAPI()


@app.get('/version')
def version() -> dict[str, str]:
    return {'version': '1.0.2'}
