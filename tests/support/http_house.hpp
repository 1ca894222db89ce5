// The bureau of premises.hpp with a door: accounts for the demo people, and requests as their browsers would
// send them. Hashing is made cheap. Several threads may ask.
#pragma once

#include "pipeline/access/administration.hpp"
#include "pipeline/administration/administration.hpp"
#include "pipeline/http/house.hpp"
#include "pipeline/http/message.hpp"
#include "tests/support/premises.hpp"

#include <map>
#include <mutex>
#include <string>

namespace docket::testing {

inline constexpr access::HashCost cheap{8, 1};
inline constexpr const char* a_password = "虚构的密码-0001";

class HttpHouse {
  public:
    HttpHouse();

    Premises premises;
    House house{premises};
    access::Doorkeeper::Ports ports;
    access::Administration accounts;
    access::Doorkeeper door;
    administration::Ports administration{ports.accounts, ports.sessions, accounts, house.bylaws()};
    http::House rooms;

    struct Ticket {
        std::string token, csrf;
    };
    // Of the person's session; signs in the first time.
    Ticket ticket(const std::string& person);
    void forget_tickets() { tickets_.clear(); }
    // With the headers of a signed-in browser; nobody's where no person is named.
    http::Request request(http::Method method, const std::string& path, const std::string& person = "",
                          const std::string& body = "");

  private:
    std::mutex mutex_;
    std::map<std::string, Ticket> tickets_;
};

} // namespace docket::testing
