#include "review/chain.hpp"

#include <algorithm>

namespace docket::review {

Verifier::Verifier(std::vector<Anchor> anchors) : anchors_(std::move(anchors)) {
    std::stable_sort(anchors_.begin(), anchors_.end(),
                     [](const Anchor& a, const Anchor& b) { return a.head.n < b.head.n; });
}

void Verifier::feed(const Event& event) {
    const auto at = "event " + std::to_string(event.n);
    if (event.n != last_.n + 1)
        findings_.push_back("after event " + std::to_string(last_.n) + " comes " + at +
                            ": events are missing");
    if (event.previous != last_.hash) findings_.push_back(at + " does not follow from the event before it");
    if (link(event) != event.hash) findings_.push_back(at + " was changed: its hash does not fit");
    auto& seq = seq_[event.subject];
    if (event.seq != seq + 1) findings_.push_back(at + ": events of " + event.subject + " are missing");
    seq = event.seq;
    if (!event.to.empty()) follow(said_[event.subject], event);
    last_ = {event.n, event.hash};
    check_anchor();
}

void Verifier::check_anchor() {
    for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].head.n <= last_.n; ++next_anchor_) {
        const auto& anchor = anchors_[next_anchor_];
        if (anchor.head.n == last_.n && anchor.head.hash != last_.hash)
            findings_.push_back("event " + std::to_string(last_.n) + " is not the one anchored on " +
                                china.text(anchor.at) + ": the chain was rewritten");
    }
}

std::vector<std::string> Verifier::finish(const std::map<std::string, Standing>& now) {
    for (; next_anchor_ < anchors_.size(); ++next_anchor_)
        if (anchors_[next_anchor_].head.n > last_.n) {
            findings_.push_back("the chain ends at event " + std::to_string(last_.n) + ", but event " +
                                std::to_string(anchors_.back().head.n) + " was anchored on " +
                                china.text(anchors_.back().at) + ": its tail is gone");
            break;
        }
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
