// RAII over C: Handle<T, close> is a unique_ptr of one pointer's size that calls close(T*).
// No raw owning pointer exists outside the file that names the C API.
#pragma once

#include <memory>

namespace docket {

template <auto Close> struct CloseWith {
    template <class T> void operator()(T* p) const noexcept { Close(p); }
};
template <class T, auto Close> using Handle = std::unique_ptr<T, CloseWith<Close>>;

} // namespace docket
