// Verifying the record: every link, every number, and the anchors that were written outside the database.
// Pure; one Links or Verifier is used by one thread.
#pragma once

#include "review/standing.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

// A head of the chain as it was written down elsewhere, and when.
struct Anchor {
    Head head;
    Instant at{};
};

// One place where the chain does not hold.
struct Flaw {
    enum class Kind : std::uint8_t {
        missing,      // between `last` and `n` events are gone
        unlinked,     // n does not follow from the event before it
        changed,      // n is not what its hash was made of
        rewritten,    // n is not the one that was anchored
        tail_gone,    // the chain ends at `last`, but n was anchored
        head_differs, // the chain ends otherwise than the register's note of its head
    };
    Kind kind{};
    std::int64_t n = 0, last = 0;
    Instant anchored{}; // rewritten and tail_gone: when the anchor was written
    bool operator==(const Flaw&) const = default;
};
std::string_view name(Flaw::Kind kind);
std::optional<Flaw::Kind> parse_flaw(std::string_view text);

// The chain alone: fed with the events in order of n, it tells `found` of each flaw as it meets it, and keeps
// nothing but its place, however long the record is.
class Links {
  public:
    using Found = std::function<void(const Flaw&)>;
    Links(std::vector<Anchor> anchors, Found found);
    void feed(const Event& event);
    void finish(); // after the last event: anchors beyond it
    const Head& last() const { return last_; }

  private:
    void compare_anchors();
    std::vector<Anchor> anchors_; // in order of n
    Found found_;
    std::size_t next_anchor_ = 0;
    Head last_;
};

// Fed with the events in order of n; says what is wrong, in sentences.
class Verifier {
  public:
    explicit Verifier(std::vector<Anchor> anchors);
    Verifier(const Verifier&) = delete; // its links tell it what they find
    Verifier& operator=(const Verifier&) = delete;
    void feed(const Event& event);
    // All findings; empty when the record holds. `now` is what the register says of each subject; of one that
    // differs from its record the first difference is named.
    std::vector<std::string> finish(const std::map<std::string, Standing>& now);
    std::int64_t events() const { return links_.last().n; }

  private:
    Links links_;
    std::map<std::string, std::int64_t> seq_;
    std::map<std::string, Standing> said_;
    std::vector<std::string> findings_;
};

} // namespace docket::review
