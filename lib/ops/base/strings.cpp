#include "ops/base/value.h"

#ifdef __GLIBCXX__
template class std::basic_string<char>;
#endif
