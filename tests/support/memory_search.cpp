#include "tests/support/memory_search.hpp"

#include <algorithm>

namespace docket::testing {

Result<std::vector<search::Stale>> MemorySearch::stale(int most) {
    std::vector<search::Stale> out;
    for (const auto& [name, subject] : subjects_)
        if (subject.mark > subject.done && std::ssize(out) < most) out.push_back({name, subject.mark});
    return out;
}

Result<bool> MemorySearch::replace(Transaction&, const search::Stale& mark,
                                   const std::optional<search::Entry>& entry) {
    auto& subject = subjects_[mark.subject];
    if (subject.done >= mark.mark) return false;
    subject.done = mark.mark;
    entries_.erase(mark.subject);
    if (entry) entries_.emplace(mark.subject, *entry);
    return true;
}

Result<search::Found> MemorySearch::find(const search::Wanted& wanted) {
    std::vector<const search::Entry*> all;
    for (const auto& [name, entry] : entries_)
        if (search::answers(entry, wanted)) all.push_back(&entry);
    std::ranges::sort(all, std::greater<>(), [](const auto* e) { return std::pair(e->order, e->subject); });
    search::Found out;
    out.more = std::ssize(all) > wanted.most;
    for (const auto* entry : all)
        if (std::ssize(out.subjects) < wanted.most) out.subjects.push_back(entry->subject);
    return out;
}

Result<void> MemorySearch::start_over() {
    entries_.clear();
    for (auto& [name, subject] : subjects_) ++subject.mark;
    return {};
}

} // namespace docket::testing
