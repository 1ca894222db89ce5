#include "review/urgency.hpp"

#include <algorithm>

namespace docket::review {

namespace {

constexpr std::u32string_view ends_of_sentences = U"。！？；\n";

std::u32string_view sentence_around(std::u32string_view text, std::size_t begin, std::size_t end) {
    const auto before = begin == 0 ? text.npos : text.find_last_of(ends_of_sentences, begin - 1);
    const auto from = before == text.npos ? 0 : before + 1;
    const auto until = std::min(text.find_first_of(ends_of_sentences, end), text.size());
    return text.substr(from, until - from);
}

bool stands_near(std::u32string_view sentence, const std::vector<std::u32string>& near) {
    return near.empty() ||
           std::ranges::any_of(near, [&](const auto& one) { return sentence.find(one) != sentence.npos; });
}

} // namespace

bool UrgentMatter::reported(std::string_view to) const {
    return std::ranges::any_of(reports, [&](const UrgentReport& report) { return report.to == to; });
}

std::vector<std::string_view> UrgentMatter::reports_missing() const {
    std::vector<std::string_view> out;
    if (state != Urgency::urgent) return out;
    for (const auto to : reports_owed)
        if (!reported(to)) out.push_back(to);
    return out;
}

std::vector<std::string> UrgentMatter::words() const {
    std::vector<std::string> out;
    for (const auto& place : places) out.push_back(place.word);
    return out;
}

std::vector<UrgentHit> urgent_words(std::u32string_view text, std::span<const UrgentWords> lists) {
    std::vector<UrgentHit> out;
    for (std::size_t n = 0; n < lists.size(); ++n)
        for (const auto& word : lists[n].words) {
            if (word.empty()) continue;
            for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
                const auto end = at + word.size();
                if (!stands_near(sentence_around(text, at, end), lists[n].near)) continue;
                out.push_back({n, at, end});
                break;
            }
        }
    return out;
}

} // namespace docket::review
