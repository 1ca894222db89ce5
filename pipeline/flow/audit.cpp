#include "pipeline/flow/audit.hpp"

#include "pipeline/flow/writing.hpp"

#include <map>

namespace docket::flow {

Result<void> anchor(const Tools& tools, AnchorBook& book) {
    DOCKET_TRY(const auto head, tools.record.head());
    DOCKET_TRY(const auto known, book.all());
    if (head.n == 0 || (!known.empty() && known.back().head == head)) return {};
    return book.append({head, tools.clock.now()});
}

Result<Audit> verify(const Tools& tools, AnchorBook& book, const std::vector<review::Anchor>& sealed) {
    DOCKET_TRY(auto anchors, book.all());
    anchors.insert(anchors.end(), sealed.begin(), sealed.end());
    Audit audit;
    audit.anchors = static_cast<int>(anchors.size());
    review::Verifier verifier(std::move(anchors));
    DOCKET_CHECK(tools.record.walk([&](const review::Event& event) -> Result<void> {
        verifier.feed(event);
        return {};
    }));
    std::map<std::string, std::string> now;
    DOCKET_TRY(const auto arrivals, tools.arrivals.all());
    for (const auto& arrival : arrivals) now[subject_of(arrival)] = name(arrival.state);
    DOCKET_TRY(const auto cases, tools.cases.all());
    for (const auto& c : cases) now[subject_of(c)] = review::name(c.current().stage);
    audit.findings = verifier.finish(now);
    audit.events = verifier.events();
    return audit;
}

} // namespace docket::flow
