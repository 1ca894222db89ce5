#include "pipeline/flow/recut.hpp"

#include "pipeline/flow/arrival_name.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/journey.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

bool has_writing(std::span<const Page> pages) {
    return std::ranges::any_of(pages, [](const Page& page) { return page.kind != SheetKind::blank; });
}

// The number on a barcode label among these pages.
Result<std::string> label_of(const Arrival& letter, std::span<const Page> pages, const Tools& tools) {
    DOCKET_TRY(auto batch, tools.batches.load(*letter.batch));
    DOCKET_TRY(const auto sorting, load_sorting(std::move(batch), tools));
    for (const auto& page : pages)
        if (const auto found = sorting.proposal.labels.find(page.id); found != sorting.proposal.labels.end())
            return found->second;
    return std::string();
}

Result<Arrival> to_be_cut(std::int64_t id, const Tools& tools, const MayRecut& may) {
    DOCKET_TRY(auto letter, tools.arrivals.load(id));
    DOCKET_CHECK(can_be_recut(letter));
    if (may) DOCKET_CHECK(may(letter));
    return letter;
}

void wait_for_a_person(Arrival& letter, const std::string& why) {
    letter.state = ArrivalState::needs_person;
    letter.code = "letter.recut";
    letter.reason = why;
    letter.fields.clear(); // what was understood was of other pages
}

Result<void> read_as_it_is_now(Transaction& tx, const Tools& tools, const Arrival& letter) {
    const auto now = tools.clock.now();
    for (const auto* kind : {"letter.understand", "archive.write"})
        DOCKET_CHECK(
            tools.jobs.enqueue(tx, job_for(*leg(kind), {letter.id, subject_of(letter), {}}, now), now));
    return {};
}

// A new arrival beside the one it came out of.
Result<Arrival> sibling(const Arrival& letter, std::span<const Page> pages, const Tools& tools) {
    const auto content =
        std::ranges::find_if(pages, [](const Page& p) { return p.kind != SheetKind::blank; });
    DOCKET_TRY(const auto file, tools.arrivals.load(content->file));
    DOCKET_TRY(const auto siblings, tools.arrivals.of_batch(*letter.batch, Part::letter));
    DOCKET_TRY(const auto batch, tools.batches.load(*letter.batch));
    Arrival out;
    out.uid = "recut/" + std::to_string(letter.id) + "/" + std::to_string(tools.random.next());
    out.name = batch.name + "，第" + std::to_string(siblings.size() + 1) + "封";
    out.channel = letter.channel;
    out.received = letter.received;
    out.received_confirmed = letter.received_confirmed;
    out.posted = letter.posted;
    out.at = tools.clock.now();
    out.batch = letter.batch;
    out.original = file.original;
    out.media = file.media;
    DOCKET_TRY(out.due, review::period("T1", out.received, tools.calendar));
    DOCKET_TRY(out.label, label_of(letter, pages, tools));
    return out;
}

Result<void> move_behind(Transaction& tx, const Tools& tools, std::span<const Page> pages,
                         std::int64_t letter, int n) {
    for (auto page : pages) {
        page.arrival = letter;
        page.n = ++n;
        DOCKET_CHECK(tools.pages.move(tx, page));
    }
    return {};
}

} // namespace

Result<void> can_be_recut(const Arrival& letter) {
    if (!letter.batch || letter.part != Part::letter)
        return fail(Kind::conflict, "letter.not_of_a_batch", "只有批次分出来的信可以再拆分或并入。");
    if (!letter.case_number.empty() || letter.state == ArrivalState::registered)
        return fail(Kind::conflict, "letter.registered", "这封信已经登记，不能再拆分或并入。");
    if (letter.state != ArrivalState::needs_person)
        return fail(Kind::conflict, "letter.not_waiting", "这封信现在不在等人核校，请刷新后再看。");
    return {};
}

Result<Arrival> split_letter(std::int64_t id, int after, std::string_view actor, const Tools& tools,
                             const MayRecut& may) {
    Arrival second;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(auto first, to_be_cut(id, tools, may));
        DOCKET_TRY(const auto all, tools.pages.of(id));
        const auto at = static_cast<std::size_t>(std::max(after, 0));
        if (at == 0 || at >= all.size() || !has_writing(std::span(all).first(at)) ||
            !has_writing(std::span(all).subspan(at)))
            return fail(Kind::conflict, "batch.nothing_to_split", "从这里拆分会有一封没有内容，请换一页。");
        const auto stay = std::span(all).first(at), go = std::span(all).subspan(at);
        DOCKET_TRY(second, sibling(first, go, tools));
        wait_for_a_person(second, "从 " + arrival_name(id) + " 拆出，请核校。");
        DOCKET_CHECK(save_arrival(tx, tools, second, "make_letter", "", actor,
                                  {{"batch", *first.batch}, {"out_of", id}, {"pages", go.size()}}));
        DOCKET_CHECK(move_behind(tx, tools, go, second.id, 0));
        DOCKET_TRY(first.label, label_of(first, stay, tools));
        wait_for_a_person(first, "已拆出 " + arrival_name(second.id) + "，请核校。");
        DOCKET_CHECK(save_arrival(tx, tools, first, "split_letter", name(first.state), actor,
                                  {{"after", after}, {"other", second.id}}));
        DOCKET_CHECK(read_as_it_is_now(tx, tools, first));
        return read_as_it_is_now(tx, tools, second);
    }));
    return second;
}

Result<Arrival> merge_letter(std::int64_t id, std::int64_t into, std::string_view actor, const Tools& tools,
                             const MayRecut& may) {
    Arrival whole;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(auto letter, to_be_cut(id, tools, may));
        DOCKET_TRY(whole, to_be_cut(into, tools, may));
        if (id == into || letter.batch != whole.batch)
            return fail(Kind::conflict, "letter.other_batch", "只能并入同一批次的另一封信。");
        DOCKET_TRY(const auto pages, tools.pages.of(id));
        DOCKET_TRY(const auto before, tools.pages.of(into));
        DOCKET_CHECK(move_behind(tx, tools, pages, into, static_cast<int>(before.size())));
        if (whole.label.empty()) whole.label = letter.label;
        wait_for_a_person(whole, arrival_name(id) + " 已并入这封信，请核校。");
        DOCKET_CHECK(
            save_arrival(tx, tools, whole, "merge_letter", name(whole.state), actor, {{"other", id}}));
        const std::string from{name(letter.state)};
        letter.state = ArrivalState::sorted; // counted no more, as a file whose pages went into letters
        letter.code = "letter.merged";
        letter.reason = "已并入 " + arrival_name(into) + "。";
        letter.label.clear();
        DOCKET_CHECK(save_arrival(tx, tools, letter, "sort", from, actor, {{"into", into}}));
        return read_as_it_is_now(tx, tools, whole);
    }));
    return whole;
}

} // namespace docket::flow
