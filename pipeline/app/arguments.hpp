// The command line of one verb: strict, from a table that also writes the help. Names are whole words, never
// abbreviated; an option that takes a value always takes one. One thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

struct Option {
    std::string_view name;  // without the two dashes
    std::string_view value; // what it takes, for the help; empty for a switch
    std::string_view help;
};

class Arguments {
  public:
    // Failure: invalid "usage", with the sentence that says what is wrong (exit code 2).
    static Result<Arguments> parse(std::span<const std::string> words, std::span<const Option> options);

    bool has(std::string_view name) const { return values_.contains(name); }
    std::string text(std::string_view name, std::string_view otherwise = "") const;
    const std::vector<std::string>& rest() const { return rest_; }

  private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> rest_;
};

// A failure of usage: exit code 2, whatever its kind would say.
Failure usage(std::string sentence);
bool is_usage(const Failure& failure);

} // namespace docket::app
