// From an arrangement to letters, in one transaction.
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/writing.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>
#include <map>

namespace docket::flow {

namespace {

// Sheets that no letter would hold go to the letter before them, or else to the first one.
std::vector<Pile> letters_of(const Arrangement& arrangement) {
    std::vector<Pile> out;
    Pile early;
    for (const auto& pile : arrangement.letters) {
        if (has_content(pile)) {
            out.push_back(std::move(early));
            early.clear();
            out.back().insert(out.back().end(), pile.begin(), pile.end());
        } else if (out.empty()) {
            early.insert(early.end(), pile.begin(), pile.end());
        } else {
            out.back().insert(out.back().end(), pile.begin(), pile.end());
        }
    }
    if (!early.empty()) out.push_back(std::move(early)); // nothing in the whole batch is read
    return out;
}

class Maker {
  public:
    Maker(Transaction& tx, const Tools& tools, const Sorting& sorting, std::string_view actor)
        : tx_(tx), tools_(tools), sorting_(sorting), actor_(actor),
          open_(undecided(sorting.proposal, sorting.arrangement)) {}

    Result<std::vector<Next>> make() {
        DOCKET_TRY(const auto there, pages_of(tools_, sorting_.batch.id));
        for (const auto& page : there.pages) pages_[page.id] = page;
        for (const auto& file : there.files) files_[file.id] = file;
        for (const auto& pile : letters_of(sorting_.arrangement)) {
            if (has_content(pile)) {
                DOCKET_CHECK(letter(pile));
            } else {
                DOCKET_CHECK(leave_with_file(pile));
            }
        }
        for (const auto& file : there.files) DOCKET_CHECK(sort_file(file));
        return std::move(nexts_);
    }

  private:
    Result<Page> page_of(const Sheet& sheet) {
        const auto found = pages_.find(sheet.page);
        if (found == pages_.end())
            return fail(Kind::corrupt, "batch.steps_malformed",
                        "the arrangement names a page that the files of the batch do not have");
        auto page = found->second;
        page.kind = sheet.kind;
        page.rotated = sheet.rotated;
        page.place = sheet.kind == SheetKind::separator ? Place::separator
                     : sheet.kind == SheetKind::blank   ? Place::blank_hidden
                                                        : Place::in_progress;
        return page;
    }

    Result<void> leave_with_file(const Pile& pile) {
        for (const auto& sheet : pile) {
            DOCKET_TRY(const auto page, page_of(sheet));
            DOCKET_CHECK(tools_.pages.move(tx_, page));
        }
        return {};
    }

    Result<Arrival> first_facts(const Pile& pile) {
        const auto& batch = sorting_.batch;
        Arrival out;
        out.uid = "batch/" + std::to_string(batch.id) + "/" + std::to_string(++count_);
        out.name = batch.name + "，第" + std::to_string(count_) + "封";
        out.channel = batch.channel;
        out.received = batch.received;
        out.received_confirmed = batch.received_confirmed;
        out.posted = batch.posted;
        out.at = tools_.clock.now();
        out.batch = batch.id;
        const auto content = std::ranges::find_if(pile, [](const Sheet& sheet) {
            return sheet.kind != SheetKind::separator && sheet.kind != SheetKind::blank;
        });
        const auto& file = files_.at(pages_.at(content->page).file);
        out.original = file.original; // where most of it came from; each page names its own file
        out.media = file.media;
        for (const auto& sheet : pile) {
            const auto label = sorting_.proposal.labels.find(sheet.page);
            if (label != sorting_.proposal.labels.end() && out.label.empty()) out.label = label->second;
        }
        DOCKET_TRY(out.due, review::period("T1", out.received, tools_.calendar));
        return out;
    }

    // Why a person must look: what was suggested of it and nobody decided.
    void ask_for_a_person(const Pile& pile, Arrival& letter) const {
        for (const auto& one : open_)
            if (std::ranges::find(pile, one.after, &Sheet::page) != pile.end()) {
                letter.state = ArrivalState::needs_person;
                letter.code = "batch.undecided";
                letter.reason = "可能是两封信：";
                for (const auto& reason : one.reasons) letter.reason += reason + "；";
                letter.reason += "请对照原件。";
                return;
            }
    }

    Result<void> letter(const Pile& pile) {
        DOCKET_TRY(auto letter, first_facts(pile));
        ask_for_a_person(pile, letter);
        const auto sheets = std::ranges::count_if(
            pile, [](const Sheet& sheet) { return sheet.kind != SheetKind::separator; });
        DOCKET_CHECK(save_arrival(
            tx_, tools_, letter, "make_letter", "", actor_,
            {{"batch", sorting_.batch.id}, {"pages", std::int64_t{sheets}}, {"label", letter.label}}));
        int n = 0;
        for (const auto& sheet : pile) {
            DOCKET_TRY(auto page, page_of(sheet));
            if (sheet.kind != SheetKind::separator) {
                page.arrival = letter.id;
                page.n = ++n;
            }
            DOCKET_CHECK(tools_.pages.move(tx_, page));
        }
        if (letter.state == ArrivalState::needs_person)
            DOCKET_CHECK(tools_.pages.place_all(tx_, letter.id, Place::in_letter));
        nexts_.push_back({letter.id, subject_of(letter), "letter.understand"});
        nexts_.push_back({letter.id, subject_of(letter), "archive.write"});
        return {};
    }

    // A file that never opened holds a letter all the same: its paper is scanned again.
    Result<void> sort_file(Arrival file) {
        const std::string from{name(file.state)};
        const bool opened =
            std::ranges::any_of(pages_, [&](const auto& entry) { return entry.second.file == file.id; });
        file.state = opened ? ArrivalState::sorted : ArrivalState::rejected;
        file.code = opened ? "" : "batch.unopened";
        file.reason = opened ? "" : "这个文件没有能打开，请重新扫描。";
        file.scan_again = !opened;
        return save_arrival(tx_, tools_, file, opened ? "sort" : "reject", from, actor_,
                            {{"batch", sorting_.batch.id}});
    }

    Transaction& tx_;
    const Tools& tools_;
    const Sorting& sorting_;
    std::string_view actor_;
    std::vector<Suggestion> open_;
    std::map<std::int64_t, Page> pages_;
    std::map<std::int64_t, Arrival> files_;
    std::vector<Next> nexts_;
    int count_ = 0;
};

} // namespace

Result<BatchPages> pages_of(const Tools& tools, std::int64_t batch) {
    BatchPages out;
    DOCKET_TRY(auto files, tools.arrivals.of_batch(batch, Part::file));
    for (auto& file : files) {
        if (file.state != ArrivalState::in_progress && file.state != ArrivalState::needs_person) continue;
        DOCKET_TRY(auto pages, tools.pages.of_file(file.id));
        out.pages.insert(out.pages.end(), pages.begin(), pages.end());
        out.files.push_back(std::move(file));
    }
    return out;
}

Result<std::vector<Next>> store_letters(Transaction& tx, const Tools& tools, Sorting& sorting,
                                        std::string_view actor) {
    DOCKET_TRY(auto nexts, Maker(tx, tools, sorting, actor).make());
    sorting.batch.state = BatchState::sorted;
    sorting.batch.sorted_at = tools.clock.now();
    sorting.batch.sorted_by = actor;
    return nexts;
}

} // namespace docket::flow
