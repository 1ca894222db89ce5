#include "tests/support/memory_portraits.hpp"

#include <algorithm>
#include <tuple>

namespace docket::testing {

using namespace review::likeness;

namespace {
Failure unknown(std::string_view number) {
    return fail(Kind::not_found, "case.unknown", "no case has the number " + std::string(number));
}
} // namespace

void MemoryPortraits::add_case(const std::string& number, review::LetterKind kind, Date received) {
    cases_.push_back({number, {}, kind, received});
}

MemoryPortraits::Kept* MemoryPortraits::find(std::string_view number) {
    const auto found = std::ranges::find(cases_, number, &Kept::number);
    return found == cases_.end() ? nullptr : &*found;
}

Result<void> MemoryPortraits::put(Transaction&, std::string_view number, const Portrait& portrait) {
    auto* kept = find(number);
    if (kept == nullptr) return unknown(number);
    kept->portrait = portrait;
    kept->portrait->kind = kept->kind;
    kept->portrait->received = kept->received;
    return {};
}

Result<std::optional<Portrait>> MemoryPortraits::of(std::string_view number) {
    const auto* kept = find(number);
    return kept == nullptr ? std::nullopt : kept->portrait;
}

Result<std::vector<Portrayed>> MemoryPortraits::sharing(const std::vector<Key>& keys, std::string_view but,
                                                        int most) {
    std::vector<std::pair<int, const Kept*>> all;
    for (auto kept = cases_.rbegin(); kept != cases_.rend(); ++kept) {
        if (!kept->portrait || kept->number == but) continue;
        const auto own = keys_of(*kept->portrait);
        int says = 0;
        for (const auto& key : keys)
            if (std::ranges::find(own, key.value, &Key::value) != own.end()) says += key.says;
        if (says > 0) all.emplace_back(says, &*kept);
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, [](const auto& one) { return one.first; });
    std::vector<Portrayed> out;
    for (const auto& [says, kept] : all)
        if (std::ssize(out) < most) out.push_back({kept->number, *kept->portrait});
    return out;
}

Result<void> MemoryPortraits::decide(Transaction&, const Ruling& ruling) {
    for (const auto& number : {ruling.later, ruling.earlier})
        if (find(number) == nullptr) return unknown(number);
    rulings_[{ruling.later, ruling.earlier}] = ruling;
    return {};
}

Result<std::vector<Ruling>> MemoryPortraits::rulings_about(const std::vector<std::string>& numbers) {
    std::vector<Ruling> out;
    for (const auto& [pair, ruling] : rulings_)
        for (const auto& number : {pair.first, pair.second})
            if (std::ranges::find(numbers, number) != numbers.end()) {
                out.push_back(ruling);
                break;
            }
    std::ranges::sort(out, {}, [](const Ruling& one) { return std::tuple(one.at, one.later, one.earlier); });
    return out;
}

} // namespace docket::testing
