// Major and urgent matters (重大、紧急信访事项, 信访工作条例 25, 46): words of the office's list are found in
// what a petitioner wrote; a person decides; what is urgent is reported at once, to two places. A matter goes
// into the bypass lane when a word is found, before anybody has decided. Values and free functions; any
// thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review {

// suspected: words were found and nobody has decided; cleared: a person says that it is none.
enum class Urgency : std::uint8_t { none, suspected, urgent, cleared };
std::string_view name(Urgency urgency);          // "" for none
Result<Urgency> parse_urgency(std::string_view); // corrupt "urgency.unknown"
constexpr bool goes_first(Urgency urgency) {
    return urgency == Urgency::suspected || urgency == Urgency::urgent;
}

// The machine found words in what the petitioner wrote; `act` of an event.
inline constexpr std::string_view urgent_event = "find_urgent";

// Where a word stands, for the person who decides.
struct UrgentPlace {
    std::string category; // its name in the office's list
    std::string word;
    std::string quote; // the words around it as they were read
    std::string where; // 第2页, 请求事项1
    friend bool operator==(const UrgentPlace&, const UrgentPlace&) = default;
};

// 信访工作条例 25: the matter is reported to the office's own party committee and government, and to the
// petition office above together with the national one.
inline constexpr std::array<std::string_view, 2> reports_owed{"government", "superior"};

struct UrgentReport {
    std::string to; // one of reports_owed
    Date on{};
    std::string by; // how: by telephone, by which message
    friend bool operator==(const UrgentReport&, const UrgentReport&) = default;
};

struct UrgentMatter {
    Urgency state = Urgency::none;
    std::vector<UrgentPlace> places; // one a word, the first in the letter
    std::string decided_by, reason;  // id of a person; why it is urgent or not
    std::optional<Date> marked_on{}; // at once means this day
    std::vector<UrgentReport> reports;

    bool reported(std::string_view to) const;
    // Of reports_owed, of an urgent matter.
    std::vector<std::string_view> reports_missing() const;
    std::vector<std::string> words() const;
    friend bool operator==(const UrgentMatter&, const UrgentMatter&) = default;
};

// A part of the office's list. `near`: its words count only where one of these stands in the same sentence
// (wages, and a day before which they are wanted); empty: everywhere.
struct UrgentWords {
    std::string category;
    std::vector<std::u32string> words, near;
};
struct UrgentHit {
    std::size_t list = 0;           // which of the lists
    std::size_t begin = 0, end = 0; // characters of the text
    friend bool operator==(const UrgentHit&, const UrgentHit&) = default;
};
// Each word once, where it stands first; in the order of the lists. Text and words are in one form:
// normalised and simplified.
std::vector<UrgentHit> urgent_words(std::u32string_view text, std::span<const UrgentWords> lists);

} // namespace docket::review
