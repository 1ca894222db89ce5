#include "pipeline/text/document_number.hpp"

#include "pipeline/text/characters.hpp"
#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace docket::text {
namespace {

constexpr std::u32string_view opening = U"〔[(（【﹝［〈「{";
constexpr std::u32string_view closing = U"〕])）】﹞］〉」}";
constexpr std::array doubtful{"number.bracket_missing", "number.no_sign", "number.digit_repaired",
                              "number.mark_unsure"};

char32_t half_width(char32_t c) { return c >= U'！' && c <= U'～' ? c - U'！' + U'!' : c; }

class Reader {
  public:
    Reader(std::u32string_view text, std::size_t at) : text_(text), at_(at) {}
    std::size_t at() const { return at_; }
    std::vector<std::string> deviations;

    void skip() {
        for (; at_ < text_.size() && is_space(text_[at_]); ++at_)
            if (text_[at_] != U'\n') deviate("number.spaces");
    }
    char32_t take_one_of(std::u32string_view set) {
        const auto before = at_;
        skip();
        if (at_ < text_.size() && is_one_of(text_[at_], set)) return text_[at_++];
        at_ = before;
        return 0;
    }
    // The digits that stand here, at most `most`, as text; over a line end only if `over_lines`.
    std::string digits(std::size_t most, bool over_lines) {
        std::string out;
        bool repaired = false;
        bool wide = false;
        const auto before = at_;
        while (out.size() < most) {
            const auto here = at_;
            skip();
            const bool crossed = text_.substr(here, at_ - here).find(U'\n') != text_.npos;
            const auto digit = at_ < text_.size() ? digit_meant(half_width(text_[at_])) : std::nullopt;
            if (!digit || (crossed && !over_lines && !out.empty())) {
                at_ = here;
                break;
            }
            repaired = repaired || !is_digit(half_width(text_[at_]));
            wide = wide || half_width(text_[at_]) != text_[at_];
            out += static_cast<char>(*digit);
            ++at_;
        }
        if (out.empty()) return at_ = before, out;
        if (repaired) deviate("number.digit_repaired");
        if (wide) deviate("number.full_width");
        return out;
    }
    // The serial: digits of one line, or broken by a line end where 号 tells that they belong together.
    std::string serial() {
        const auto before = *this;
        auto out = digits(5, false);
        if (at_ == text_.size() || text_[at_] != U'\n') return out;
        const auto one_line = *this;
        *this = before;
        const auto both = digits(5, true);
        const auto after = at_;
        if (take_one_of(U"号號") != 0) return at_ = after, both;
        *this = one_line;
        return out;
    }
    void deviate(const char* word) {
        if (std::ranges::find(deviations, word) == deviations.end()) deviations.emplace_back(word);
    }

  private:
    std::u32string_view text_;
    std::size_t at_;
};

void judge_brackets(char32_t open, char32_t close, Reader& reader) {
    if (open == 0 || close == 0) return reader.deviate("number.bracket_missing");
    const auto kind = [](char32_t c) -> const char* {
        if (is_one_of(c, U"〔〕")) return "";
        if (is_one_of(c, U"[]［］")) return "number.square_brackets";
        if (is_one_of(c, U"()（）")) return "number.round_brackets";
        if (is_one_of(c, U"【】")) return "number.black_brackets";
        return is_one_of(c, U"﹝﹞") ? "number.small_brackets" : "number.mixed_brackets";
    };
    const std::string_view left = kind(open);
    const std::string_view right = kind(close);
    if (left != right) return reader.deviate("number.mixed_brackets");
    if (!left.empty()) reader.deviate(kind(open));
}

// 〔2026〕12号, from the opening bracket (or, where that was not read, from the year).
std::optional<ReadNumber> tail(std::u32string_view text, std::size_t at) {
    Reader reader(text, at);
    const char32_t open = reader.take_one_of(opening);
    const auto year = reader.digits(4, true);
    if (year.size() != 4) return std::nullopt;
    const char32_t close = reader.take_one_of(closing);
    if (open == 0 && close == 0) return std::nullopt;
    judge_brackets(open, close, reader);
    const bool ordinal = reader.take_one_of(U"第") != 0;
    if (ordinal) reader.deviate("number.ordinal_word");
    const auto serial = reader.serial();
    ReadNumber read;
    read.end = reader.at();
    if (reader.take_one_of(U"号號") != 0) {
        read.end = reader.at();
    } else {
        reader.deviate("number.no_sign");
    }
    read.number.year = std::stoi(year);
    read.number.serial = serial.empty() ? 0 : std::stoi(serial);
    if (read.number.serial == 0 || read.number.year < 1949 || read.number.year > 2099) return std::nullopt;
    if (serial.front() == '0') reader.deviate("number.leading_zero");
    read.deviations = std::move(reader.deviations);
    return read;
}

// Words after which a mark begins in running text, and never one of the mark's own.
bool ends_the_words_before(std::u32string_view words) {
    constexpr std::u32string_view particles =
        U"的号號书書为為是于於以对對了由到据據即及和与與在见見称稱给給向看按将將其该該此已又现現因且另请請";
    constexpr std::array<std::u32string_view, 11> ends{U"作出", U"出具", U"下发", U"不服", U"撤销", U"维持",
                                                       U"变更", U"上述", U"前述", U"收到", U"所称"};
    if (!words.empty() && is_one_of(words.back(), particles)) return true;
    return std::ranges::any_of(ends, [words](auto end) { return words.ends_with(end); });
}

struct Mark {
    std::size_t begin;
    std::u32string text;
    bool sure;
};

// The Han characters and letters before `end`, back to where the words before them stop.
Mark mark_before(std::u32string_view text, std::size_t end) {
    Mark mark{end, {}, true};
    constexpr std::size_t longest = 12;
    auto at = end;
    while (at > 0 && mark.text.size() < longest) {
        const char32_t c = text[at - 1];
        if (is_space(c) && !mark.text.empty()) {
            --at; // a blank or line end inside the mark, when more of it stands before
            continue;
        }
        const bool letter = is_ascii_alnum(half_width(c)) && !is_digit(half_width(c));
        if (!is_space(c) && (!(is_han(c) || letter) || ends_the_words_before(text.substr(0, at)))) break;
        --at;
        if (is_space(c)) continue;
        mark.text.insert(mark.text.begin(), half_width(c));
        mark.begin = at;
    }
    constexpr std::size_t usual = 8; // beyond it, words of the sentence are likely among the mark
    mark.sure = mark.text.size() <= usual;
    return mark;
}

std::optional<ReadNumber> standard_form(std::u32string_view text, std::size_t at) {
    auto read = tail(text, at);
    if (!read) return std::nullopt;
    const auto mark = mark_before(text, at);
    if (mark.text.size() < 2) return std::nullopt;
    read->begin = mark.begin;
    read->number.mark = encode(mark.text);
    const auto gap = text.substr(mark.begin, at - mark.begin);
    const bool spaced = std::ranges::any_of(gap, [](char32_t c) { return is_space(c) && c != U'\n'; });
    if (spaced && std::ranges::find(read->deviations, "number.spaces") == read->deviations.end())
        read->deviations.emplace_back("number.spaces");
    if (!mark.sure) read->deviations.emplace_back("number.mark_unsure");
    return read;
}

// LF20160033102: two capitals, the year, a serial.
std::optional<ReadNumber> item_form(std::u32string_view text, std::size_t at) {
    const auto capital = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
    if (at + 12 > text.size() || !capital(text[at]) || !capital(text[at + 1])) return std::nullopt;
    if (at > 0 && is_ascii_alnum(text[at - 1])) return std::nullopt;
    auto end = at + 2;
    while (end < text.size() && is_digit(text[end])) ++end;
    const auto digits = end - at - 2;
    if (digits < 10 || digits > 20 || (end < text.size() && is_ascii_alnum(text[end]) && !capital(text[end])))
        return std::nullopt;
    if (end < text.size() && capital(text[end])) ++end; // a check letter
    ReadNumber read;
    read.begin = at, read.end = end;
    read.number.item = encode(text.substr(at, end - at));
    return read;
}

} // namespace

std::string DocumentNumber::text() const {
    if (!item.empty()) return item;
    return mark + "〔" + std::to_string(year) + "〕" + std::to_string(serial) + "号";
}

bool ReadNumber::is_sure() const {
    return std::ranges::none_of(
        deviations, [](const std::string& d) { return std::ranges::find(doubtful, d) != doubtful.end(); });
}

std::vector<ReadNumber> find_document_numbers(std::u32string_view text) {
    std::vector<ReadNumber> all;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<ReadNumber> read;
        const char32_t c = text[at];
        if (is_one_of(c, opening) || (digit_meant(half_width(c)) && at > 0 && is_han(text[at - 1])))
            read = standard_form(text, at);
        if (!read) read = item_form(text, at);
        if (!read || (!all.empty() && read->begin < all.back().end)) {
            ++at;
            continue;
        }
        at = read->end;
        all.push_back(*std::move(read));
    }
    return all;
}

Result<ReadNumber> parse_document_number(std::string_view utf8) {
    const auto malformed =
        fail(Kind::invalid, "number.malformed",
             "a document number is written like 某信访〔2026〕12号; compare it with the document");
    const auto text = decode(utf8);
    if (!text) return malformed;
    const auto found = find_document_numbers(*text);
    if (found.size() != 1 || found[0].begin != 0 || found[0].end != text->size()) return malformed;
    return found[0];
}

} // namespace docket::text
