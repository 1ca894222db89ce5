#include "pipeline/flow/batches.hpp"

#include "pipeline/flow/receive.hpp"
#include "pipeline/flow/two_sides.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

Result<void> save(Transaction& tx, const Tools& tools, Batch& batch, std::string_view act, BatchState from,
                  std::string_view actor, json::Object detail, const AlsoOfBatch& also) {
    DOCKET_CHECK(tools.batches.save(tx, batch));
    auto event = event_now(tools, subject_of(batch), act, actor);
    event.from = name(from);
    event.to = name(batch.state);
    event.detail = json::dump(std::move(detail));
    DOCKET_CHECK(tools.record.append(tx, event));
    return also ? also(tx, batch) : Result<void>();
}

Result<void> enqueue(Transaction& tx, const Tools& tools, const std::vector<Next>& nexts) {
    const auto now = tools.clock.now();
    for (const auto& next : nexts)
        DOCKET_CHECK(tools.jobs.enqueue(tx, job_for(*leg(next.kind), next, now), now));
    return {};
}

std::vector<Arrival> of_use(std::vector<Arrival> files) {
    std::erase_if(files, [](const Arrival& file) {
        return file.state == ArrivalState::rejected || file.state == ArrivalState::duplicate;
    });
    return files;
}

Result<int> counted_fronts(const std::vector<Arrival>& all, std::optional<int> said) {
    std::vector<int> pages;
    for (const auto& file : of_use(all)) pages.push_back(file.pages_opened);
    return fronts_of(pages, said);
}

// Whether only what is dead is left: nothing of this batch is under way any more.
Result<void> nothing_under_way(const std::vector<Arrival>& files, const Tools& tools) {
    for (const auto& file : files) {
        queue::JobFilter filter;
        filter.open = true;
        filter.subject = subject_of(file);
        DOCKET_TRY(const auto jobs, tools.desk.list(filter));
        if (!jobs.empty())
            return fail(Kind::conflict, "batch.still_reading", "本批次还在识读，请等读完再继续。");
    }
    return {};
}

Result<void> may_close(const Batch& batch, const Closing& closing, const std::vector<Arrival>& all,
                       const Tools& tools) {
    const auto files = of_use(all);
    if (batch.state == BatchState::reading && closing.go_on) return nothing_under_way(files, tools);
    if (batch.state != BatchState::open)
        return fail(Kind::conflict, "batch.closed", "本批次已收齐，不能再添加文件。");
    if (all.empty()) return fail(Kind::conflict, "batch.empty", "本批次还没有文件，请先添加。");
    return {};
}

} // namespace

std::string subject_of(const Batch& batch) { return "batch:" + std::to_string(batch.id); }

Result<Batch> open_batch(Batch batch, std::string_view actor, const Tools& tools, const AlsoOfBatch& also) {
    DOCKET_TRY(auto before, tools.batches.of_delivery(batch.uid));
    if (before) return *std::move(before);
    if (batch.name.empty()) return fail(Kind::invalid, "batch.name_missing", "请给这一批来件起个名字。");
    DOCKET_CHECK(check_days(batch.channel, batch.received, batch.posted, tools));
    batch.by = actor;
    batch.at = tools.clock.now();
    const auto done = tools.work.transact([&](Transaction& tx) {
        return save(tx, tools, batch, "open_batch", BatchState::open, actor,
                    {{"name", batch.name}, {"source", batch.source}, {"box", batch.box}}, also);
    });
    if (done) return batch;
    if (done.error().code != "batch.known") return done.error();
    DOCKET_TRY(auto meanwhile, tools.batches.of_delivery(batch.uid));
    return meanwhile ? Result<Batch>(*std::move(meanwhile)) : done.error();
}

Result<Batch> close_batch(std::int64_t id, const Closing& closing, std::string_view actor, const Tools& tools,
                          const AlsoOfBatch& also) {
    DOCKET_TRY(const auto files, tools.arrivals.of_batch(id, Part::file));
    Batch batch;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        DOCKET_TRY(batch, tools.batches.lock(tx, id));
        const auto from = batch.state;
        if (from == BatchState::open) batch.two_sided = closing.two_sided.value_or(batch.two_sided);
        DOCKET_CHECK(may_close(batch, closing, files, tools));
        if (from == BatchState::open && batch.two_sided) {
            DOCKET_TRY(batch.fronts, counted_fronts(files, closing.fronts));
        }
        batch.state = BatchState::reading;
        if (!batch.closed_at) batch.closed_at = tools.clock.now();
        DOCKET_CHECK(save(tx, tools, batch, "close_batch", from, actor,
                          {{"files", files.size()}, {"go_on", closing.go_on}}, also));
        if (closing.go_on) return enqueue(tx, tools, {{id, subject_of(batch), "batch.split"}});
        DOCKET_TRY(const auto nexts, ready_to_split(tx, tools, batch.id));
        return enqueue(tx, tools, nexts);
    }));
    return batch;
}

Result<void> still_open(Transaction& tx, const Tools& tools, std::int64_t id) {
    DOCKET_TRY(const auto batch, tools.batches.lock(tx, id));
    if (batch.state == BatchState::open) return {};
    return fail(Kind::conflict, "batch.closed", "本批次已收齐，不能再添加文件。");
}

Result<std::vector<Next>> ready_to_split(Transaction& tx, const Tools& tools, std::int64_t id) {
    DOCKET_TRY(const auto batch, tools.batches.lock(tx, id));
    if (batch.state != BatchState::reading) return std::vector<Next>{};
    DOCKET_TRY(const int left, tools.pages.unread_of_batch(tx, id));
    if (left > 0) return std::vector<Next>{};
    return std::vector<Next>{{id, subject_of(batch), "batch.split"}};
}

Result<Sorting> load_sorting(Batch batch, const Tools& tools) {
    Sorting out;
    if (batch.proposal.empty()) return fail(Kind::conflict, "batch.not_read", "本批次还没有读完，不能分件。");
    DOCKET_TRY(const auto kept, get_json(tools.blobs, batch.proposal));
    DOCKET_TRY(out.proposal, proposal_of(kept));
    DOCKET_TRY(out.steps, steps_of(batch.steps));
    DOCKET_TRY(out.arrangement, arranged(out.proposal, out.steps, batch.applied));
    out.batch = std::move(batch);
    return out;
}

namespace {

// What one call asks for, laid over a sorting: the operations as one step, undo and redo as they come.
class Hand {
  public:
    Hand(Sorting& sorting, std::string_view actor, Instant now)
        : sorting_(sorting), actor_(actor), now_(now) {}

    Result<void> take(const json::Value& act) {
        const auto op = act.text_at("op");
        if (finish_)
            return fail(Kind::invalid, "batch.operation_malformed",
                        "分件完成之后不能再有操作，请刷新页面后重试。");
        if (op == "finish") {
            finish_ = true;
            leave_to_person_ = act.text_at("undecided") == "needs_person";
            return {};
        }
        if (op == "undo") return undo();
        if (op == "redo") return redo();
        DOCKET_TRY(const auto operation, operation_of(act));
        DOCKET_TRY(auto after, apply(sorting_.arrangement, operation));
        sorting_.arrangement = std::move(after);
        fresh_.push_back(operation);
        return {};
    }

    // Failure: those of arranged().
    Result<void> end() {
        keep_step();
        auto& batch = sorting_.batch;
        batch.steps = dump(sorting_.steps);
        const auto open = undecided(sorting_.proposal, sorting_.arrangement);
        batch.undecided = static_cast<int>(open.size());
        if (finish_ && !open.empty() && !leave_to_person_)
            return fail(Kind::conflict, "batch.undecided",
                        "还有 " + std::to_string(open.size()) + " 处分件建议没有决定，请先采纳或不采纳。");
        return {};
    }
    bool finish() const { return finish_; }

  private:
    // A new step takes the place of those that were undone.
    void keep_step() {
        if (fresh_.empty()) return;
        sorting_.steps.resize(static_cast<std::size_t>(sorting_.batch.applied));
        sorting_.steps.push_back({std::string(actor_), now_, std::move(fresh_)});
        fresh_.clear();
        ++sorting_.batch.applied;
    }
    Result<void> undo() {
        keep_step();
        if (sorting_.batch.applied == 0)
            return fail(Kind::conflict, "batch.nothing_to_undo", "没有可以撤销的操作。");
        --sorting_.batch.applied;
        return again();
    }
    Result<void> redo() {
        keep_step();
        if (static_cast<std::size_t>(sorting_.batch.applied) >= sorting_.steps.size())
            return fail(Kind::conflict, "batch.nothing_to_redo", "没有可以重做的操作。");
        ++sorting_.batch.applied;
        return again();
    }
    Result<void> again() {
        DOCKET_TRY(sorting_.arrangement, arranged(sorting_.proposal, sorting_.steps, sorting_.batch.applied));
        return {};
    }

    Sorting& sorting_;
    std::string_view actor_;
    Instant now_;
    std::vector<Operation> fresh_;
    bool finish_ = false, leave_to_person_ = false;
};

} // namespace

Result<Batch> arrange(std::int64_t id, std::int64_t version, const json::Array& acts, std::string_view actor,
                      const Tools& tools, const AlsoOfBatch& also) {
    DOCKET_TRY(auto seen, tools.batches.load(id));
    const auto from = seen.state;
    if (seen.version != version)
        return fail(Kind::conflict, "batch.stale", "另一人刚刚动过这一批的分件，请刷新后再继续。");
    if (from != BatchState::to_sort)
        return fail(Kind::conflict, "batch.not_to_sort", "本批次现在不在分件，请刷新页面。");
    DOCKET_TRY(auto sorting, load_sorting(std::move(seen), tools));
    Hand hand(sorting, actor, tools.clock.now());
    for (const auto& act : acts) DOCKET_CHECK(hand.take(act));
    DOCKET_CHECK(hand.end());
    const auto loaded = sorting.batch;
    DOCKET_CHECK(tools.work.transact([&](Transaction& tx) -> Result<void> {
        sorting.batch = loaded;
        std::vector<Next> nexts;
        if (hand.finish()) {
            DOCKET_TRY(nexts, store_letters(tx, tools, sorting, actor));
        }
        DOCKET_CHECK(enqueue(tx, tools, nexts));
        return save(tx, tools, sorting.batch, "arrange", from, actor, {{"acts", acts}}, also);
    }));
    return sorting.batch;
}

} // namespace docket::flow
