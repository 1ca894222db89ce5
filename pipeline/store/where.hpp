// The conditions of a text that follows from filters: each combination of filters gives one fixed text, so
// that it is prepared once and uses its index. A value; one thread.
#pragma once

#include "pipeline/store/query.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace docket::store {

class Where {
  public:
    // What the conditions are asked of, before the first of them. Here and below a text has a ? for each of
    // its values, in order; a Row stands for its cells.
    template <class... A> void from(std::string_view source, const A&... values) { then(source, values...); }
    // All conditions must hold.
    template <class... A> void add(std::string_view condition, const A&... values) {
        text_ += conditions_++ == 0 ? " WHERE " : " AND ";
        then(condition, values...);
    }
    // The rest of the text, after the conditions.
    template <class... A> void then(std::string_view rest, const A&... values) {
        text_ += numbered(rest);
        (append_cells(args_, values), ...);
    }
    const std::string& text() const { return text_; } // begins with a blank, or is empty
    const Row& args() const { return args_; }

  private:
    std::string numbered(std::string_view condition);
    std::string text_;
    Row args_;
    int used_ = 0, conditions_ = 0;
};

// "(?, ?, ?)"
std::string places(std::size_t count);

// What a column is among. The text follows its name.
struct Among {
    std::string text;
    Row values;
};
// Of these from `from` on, at most so many. Always of one length, so that the text is prepared once: the last
// value fills it up. Never of none.
constexpr std::size_t most_among = 50;
template <class T> Among any_of(const std::vector<T>& all, std::size_t from) {
    Among out{"IN (", {}};
    for (std::size_t i = 0; i < most_among; ++i) {
        out.text += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
        out.values.push_back(to_cell(all[std::min(from + i, all.size() - 1)]));
    }
    out.text += ")";
    return out;
}

// The pattern of LIKE ... ESCAPE '\' for texts that end with this one in small letters.
std::string ending_with(std::string_view text);
std::string in_small_letters(std::string_view text); // ASCII alone, as the engines' lower() of our locale

} // namespace docket::store
