// On whose behalf a thread reads. While a Veil lives, whatever this thread reads from a store that keeps rows
// is read as if what is kept from these keys were not there: rows, counts and searches alike, by any port.
// Who lays it over a request need not know what the request will ask. What is written is written whole.
// Values; each thread has its own.
#pragma once

#include <string>
#include <vector>

namespace docket {

class Veil {
  public:
    using Keys = std::vector<std::string>;
    // None: everything is seen, whatever lies over the thread already. So works the program itself, for what
    // it owes to all cases while a person's request is carried out.
    explicit Veil(Keys keys = {});
    ~Veil();
    Veil(const Veil&) = delete;
    Veil& operator=(const Veil&) = delete;
    static const Keys& now(); // of this thread; empty where it sees everything

  private:
    const Keys keys_;
    const Veil* before_;
};

} // namespace docket
