// The second factor: a code that a telephone shows, each accepted once by whatever host, and ten codes on
// paper for when the telephone is lost. Every change, use of a paper code and wrong code is an event. Any
// thread.
#pragma once

#include "pipeline/access/door_ports.hpp"
#include "pipeline/access/throttle.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::access {

class SecondFactor {
  public:
    // `issuer`: what the telephone shows above the code.
    SecondFactor(DoorPorts ports, Manners manners, std::string issuer);

    struct State {
        bool set = false;
        Instant since{};
        int recovery_left = 0;
    };
    Result<State> state(const std::string& person);
    Result<bool> is_set(const std::string& person);

    struct Enrolment {
        std::string secret; // base32
        std::string uri;    // for a QR code
    };
    // In place of one that was not confirmed. Failure: conflict "access.second_factor_set".
    Result<Enrolment> begin(const Account& account);
    // The telephone shows the code: from now on it is asked for. The recovery codes, which are shown once.
    // Failures: conflict "access.second_factor_set", "access.enrolment_missing", and those of prove().
    Result<std::vector<std::string>> confirm(const std::string& person, std::string_view code,
                                             const std::string& peer);
    // Failures: not_found "access.second_factor_missing", and those of prove().
    Result<void> remove(const std::string& person, std::string_view code, const std::string& peer);
    // In an administrator's transaction; nothing happens where there is none.
    Result<void> drop(Transaction& tx, const std::string& person);

    // The code, or one of the paper codes, is judged and used up, and `then` is done in the same transaction.
    // The try is counted whatever becomes of it. Failures: forbidden "access.code_wrong", unavailable
    // "access.throttled", not_found "access.second_factor_missing", those of `then`.
    using Then = std::function<Result<void>(Transaction&)>;
    Result<void> prove(const std::string& person, std::string_view code, const std::string& peer,
                       const Then& then);
    Counted counted(const std::string& person) const;

  private:
    enum class Judged { wrong, by_telephone, by_paper };
    Result<Judged> judge(Transaction& tx, const Factor& factor, std::string_view code);
    Result<void> prove(const Factor& factor, std::string_view code, const std::string& peer,
                       const Then& then);
    Result<Factor> set_factor(const std::string& person);

    DoorPorts ports_;
    Manners manners_;
    std::string issuer_;
    Throttle throttle_;
};

} // namespace docket::access
