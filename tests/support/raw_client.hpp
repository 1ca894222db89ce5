// A client that says exactly what a test wants and no library would. One thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace docket::testing {

class RawClient {
  public:
    explicit RawClient(std::uint16_t port); // of 127.0.0.1; throws where nobody listens
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool say(std::string_view bytes); // false: the other side has closed
    void end();                       // says no more; still hears
    // Until the other side closes, or `patience` passes without a byte: then "<open>" stands at the end.
    std::string hear(Millis patience = Millis{5'000});

  private:
    int socket_;
};

// One exchange: what came back until the connection closed.
std::string talk(std::uint16_t port, std::string_view bytes, Millis patience = Millis{5'000});
int status_of(const std::string& answer); // of the first answer in it; 0 where there is none
int answers_in(const std::string& heard); // how many status lines

} // namespace docket::testing
