// People with their accounts, as the pages need them together. Private to the module. Values; any thread.
#pragma once

#include "pipeline/administration/administration.hpp"

#include <map>
#include <optional>
#include <vector>

namespace docket::administration {

struct Staff {
    std::vector<Person> people; // without the system, by id
    std::map<std::string, access::Account, std::less<>> accounts;
    std::map<std::string, std::vector<queue::JobRow>, std::less<>> held; // counsel's tasks, by who holds them

    static Result<Staff> load(const flow::Tools& tools, const Ports& ports);
    const Person* find(std::string_view id) const;
    const access::Account* account(std::string_view person) const;
    bool may_enter(std::string_view person) const; // has an account that is not locked
    // Others with the role who may enter.
    int colleagues(const Person& person) const;
    std::size_t tasks(std::string_view person) const;
};

// Without this person somebody else still administers. Failure: conflict "administration.last". Inside a
// transaction that writes, it stays so.
Result<void> check_not_last(const Staff& staff, const Person& person);

// Tasks of counsel that the person holds are offered again, each with an event of its case.
Result<void> give_back(Transaction& tx, const flow::Tools& tools, const std::vector<queue::JobRow>& held,
                       const Person& by, const std::string& reason);

} // namespace docket::administration
