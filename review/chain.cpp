#include "review/chain.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace docket::review {

namespace {
constexpr std::array flaw_names{std::pair{Flaw::Kind::missing, std::string_view("missing")},
                                std::pair{Flaw::Kind::unlinked, std::string_view("unlinked")},
                                std::pair{Flaw::Kind::changed, std::string_view("changed")},
                                std::pair{Flaw::Kind::rewritten, std::string_view("rewritten")},
                                std::pair{Flaw::Kind::tail_gone, std::string_view("tail_gone")},
                                std::pair{Flaw::Kind::head_differs, std::string_view("head_differs")}};

std::string sentence(const Flaw& flaw) {
    const auto at = "event " + std::to_string(flaw.n);
    switch (flaw.kind) {
    case Flaw::Kind::missing:
        return "after event " + std::to_string(flaw.last) + " comes " + at + ": events are missing";
    case Flaw::Kind::unlinked: return at + " does not follow from the event before it";
    case Flaw::Kind::changed: return at + " was changed: its hash does not fit";
    case Flaw::Kind::rewritten:
        return at + " is not the one anchored on " + china.text(flaw.anchored) + ": the chain was rewritten";
    case Flaw::Kind::tail_gone:
        return "the chain ends at event " + std::to_string(flaw.last) + ", but " + at + " was anchored on " +
               china.text(flaw.anchored) + ": its tail is gone";
    case Flaw::Kind::head_differs: break;
    }
    return "the record ends otherwise than the head of the chain says";
}
} // namespace

std::string_view name(Flaw::Kind kind) {
    return std::ranges::find(flaw_names, kind, &decltype(flaw_names)::value_type::first)->second;
}

std::optional<Flaw::Kind> parse_flaw(std::string_view text) {
    const auto found = std::ranges::find(flaw_names, text, &decltype(flaw_names)::value_type::second);
    return found == flaw_names.end() ? std::nullopt : std::optional(found->first);
}

Links::Links(std::vector<Anchor> anchors, Found found)
    : anchors_(std::move(anchors)), found_(std::move(found)) {
    std::stable_sort(anchors_.begin(), anchors_.end(),
                     [](const Anchor& a, const Anchor& b) { return a.head.n < b.head.n; });
}

void Links::feed(const Event& event) {
    if (event.n != last_.n + 1) found_({Flaw::Kind::missing, event.n, last_.n, {}});
    if (event.previous != last_.hash) found_({Flaw::Kind::unlinked, event.n, last_.n, {}});
    if (link(event) != event.hash) found_({Flaw::Kind::changed, event.n, last_.n, {}});
    last_ = {event.n, event.hash};
    compare_anchors();
}

void Links::compare_anchors() {
    for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].head.n <= last_.n; ++next_anchor_) {
        const auto& anchor = anchors_[next_anchor_];
        if (anchor.head.n == last_.n && anchor.head.hash != last_.hash)
            found_({Flaw::Kind::rewritten, last_.n, last_.n, anchor.at});
    }
}

void Links::finish() {
    if (next_anchor_ == anchors_.size()) return;
    const auto& last = anchors_.back();
    next_anchor_ = anchors_.size();
    found_({Flaw::Kind::tail_gone, last.head.n, last_.n, last.at});
}

Verifier::Verifier(std::vector<Anchor> anchors)
    : links_(std::move(anchors), [this](const Flaw& flaw) { findings_.push_back(sentence(flaw)); }) {}

void Verifier::feed(const Event& event) {
    links_.feed(event);
    auto& seq = seq_[event.subject];
    if (event.seq != seq + 1)
        findings_.push_back("event " + std::to_string(event.n) + ": events of " + event.subject +
                            " are missing");
    seq = event.seq;
    if (!event.to.empty()) follow(said_[event.subject], event);
}

std::vector<std::string> Verifier::finish(const std::map<std::string, Standing>& now) {
    links_.finish();
    for (const auto& [subject, said] : said_)
        if (const auto here = now.find(subject); here == now.end())
            findings_.push_back(subject + " stands in the record but is gone from the register");
        else if (auto differs = difference(here->second, said); !differs.empty())
            findings_.push_back(differs.insert(0, subject + ": "));
    for (const auto& [subject, standing] : now)
        if (!said_.contains(subject))
            findings_.push_back(subject + " stands in the register without a record");
    return findings_;
}

} // namespace docket::review
