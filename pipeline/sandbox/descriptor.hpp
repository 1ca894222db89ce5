// An owned file descriptor, and pairs of them. Private to the sandbox; one thread at a time.
#pragma once

#include "pipeline/base/result.hpp"

#include <unistd.h>

#include <utility>

namespace docket::sandbox {

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) reset(std::exchange(other.number_, -1));
        return *this;
    }
    ~Descriptor() { reset(); }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    void reset(int number = -1) {
        if (number_ >= 0) ::close(number_);
        number_ = number;
    }

  private:
    int number_ = -1;
};

struct Ends {
    Descriptor read, write;
};

// Both close on exec and lie above the standard streams. Failures: unavailable "child.not_started".
Result<Ends> make_pipe();
// A pair of sockets used one way, because writing to it raises no SIGPIPE when the reader is gone.
Result<Ends> make_quiet_pipe();

} // namespace docket::sandbox
