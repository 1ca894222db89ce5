// Verifying the record: every link, every number, and the anchors that were written outside the database.
// Pure; one Verifier is used by one thread.
#pragma once

#include "review/standing.hpp"

#include <map>
#include <string>
#include <vector>

namespace docket::review {

// A head of the chain as it was written down elsewhere, and when.
struct Anchor {
    Head head;
    Instant at{};
};

// Fed with the events in order of n; says what is wrong, in sentences.
class Verifier {
  public:
    explicit Verifier(std::vector<Anchor> anchors);
    void feed(const Event& event);
    // All findings; empty when the record holds. `now` is what the register says of each subject; of one that
    // differs from its record the first difference is named.
    std::vector<std::string> finish(const std::map<std::string, Standing>& now);
    std::int64_t events() const { return last_.n; }

  private:
    void check_anchor();
    std::vector<Anchor> anchors_;
    std::size_t next_anchor_ = 0;
    Head last_;
    std::map<std::string, std::int64_t> seq_;
    std::map<std::string, Standing> said_;
    std::vector<std::string> findings_;
};

} // namespace docket::review
