#include "ocr/page_json.hpp"
#include "pipeline/flow/steps/scratch.hpp"
#include "pipeline/flow/steps/steps.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::flow::step {

namespace {

// Changes with every picture, every reading and every word of people that goes into the copy.
std::string made_of(const std::vector<Page>& pages, const SettledWords& words) {
    std::string all = words.mark.empty() ? "" : "words " + words.mark + "\n";
    for (const auto& page : pages) all += page.image + " " + page.reading + "\n";
    return sha256(all).hex();
}

bool all_read(const Arrival& arrival, const std::vector<Page>& pages) {
    return !pages.empty() && static_cast<int>(pages.size()) >= arrival.pages_opened &&
           std::none_of(pages.begin(), pages.end(), [](const Page& page) { return page.reading.empty(); });
}

// A page of this letter is read again: whoever reads the last one asks for the copy.
Result<bool> is_being_read(const std::string& subject, const Tools& tools) {
    queue::JobFilter filter;
    filter.open = true;
    filter.subject = subject;
    DOCKET_TRY(const auto jobs, tools.desk.list(filter));
    return std::any_of(jobs.begin(), jobs.end(), [](const auto& job) { return job.kind == "page.read"; });
}

Result<std::filesystem::path> file_of(const std::string& hex, const Tools& tools) {
    DOCKET_TRY(const auto digest, Digest::from_hex(hex));
    return tools.blobs.path(digest);
}

// The reading as the copy shall say it, as a file. What people settled is kept as a blob too: it says what
// text lies in which copy.
Result<std::filesystem::path> reading_for(const Page& page, const SettledWords& words, const Tools& tools) {
    if (!words.pages.contains(page.n)) return file_of(page.reading, tools);
    DOCKET_TRY(const auto kept, get_json(tools.blobs, page.reading));
    DOCKET_TRY(const auto reading, ocr::page_of(kept));
    const auto text = json::dump(ocr::to_json(words.laid_over(page.n, reading)));
    DOCKET_TRY(const auto digest, put_text(tools.blobs, text));
    return tools.blobs.path(digest);
}

Result<ArchiveOrder> order_for(const Arrival& arrival, const std::vector<Page>& pages,
                               const SettledWords& words, const Tools& tools) {
    ArchiveOrder order;
    order.title = arrival.name;
    order.author = tools.office.name;
    order.created = arrival.received;
    order.media = arrival.media;
    if (!arrival.original.empty()) {
        DOCKET_TRY(order.original, file_of(arrival.original, tools));
    }
    for (const auto& page : pages) {
        DOCKET_TRY(auto image, file_of(page.image, tools));
        DOCKET_TRY(auto reading, reading_for(page, words, tools));
        order.pages.push_back({std::move(image), page.media, page.dpi, std::move(reading)});
    }
    return order;
}

// Writes the file and keeps its bytes: the copy then names them.
Result<void> write(ArchiveCopy& copy, const ArchiveOrder& order, const StepInput& input, const Tools& tools) {
    const Scratch scratch(tools);
    const auto file = scratch.folder / "archive.pdf";
    if (const auto written = tools.archivist.write(order, file); !written) {
        if (verdict(written.error().kind).retry != Verdict::never)
            DOCKET_CHECK(input.charge(written.error()));
        return written.error();
    }
    DOCKET_TRY(const auto blob, tools.blobs.put_file(file));
    copy.blob = blob.hex();
    copy.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
    return {};
}

Result<void> store(Transaction& tx, const Arrival& arrival, ArchiveCopy copy, const Tools& tools) {
    copy.at = tools.clock.now();
    DOCKET_CHECK(tools.archive_copies.save(tx, copy));
    auto event = event_now(tools, subject_of(arrival), "write_archive");
    event.from = event.to = name(arrival.state);
    event.text = copy.blob;
    event.detail = json::dump(json::Object{{"pages", copy.pages}, {"bytes", copy.bytes}});
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

} // namespace

Result<Output> write_archive(const StepInput& input, const Tools& tools) {
    DOCKET_TRY(const auto arrival, tools.arrivals.load(input.id));
    DOCKET_TRY(const auto pages, tools.pages.of(arrival.id));
    DOCKET_TRY(const auto before, tools.archive_copies.of(arrival.id));
    DOCKET_TRY(const auto words, tools.words.of(arrival.id));
    ArchiveCopy copy{arrival.id, "", 0, static_cast<int>(pages.size()), made_of(pages, words), {}};
    const bool wanted = all_read(arrival, pages) && (!before || before->made_of != copy.made_of);
    DOCKET_TRY(const bool again, is_being_read(input.subject, tools));
    if (wanted && !again) {
        DOCKET_TRY(const auto order, order_for(arrival, pages, words, tools));
        DOCKET_CHECK(write(copy, order, input, tools));
    }
    return Output{[=, subject = input.subject, &tools](Transaction& tx) -> Result<std::vector<Next>> {
        // Read again meanwhile: either a page is still in hand and its end asks for a copy, or none is and
        // what was looked at is of yesterday. The same goes for a person who finished with the letter.
        DOCKET_TRY(const bool still, is_being_read(subject, tools));
        if (still) return std::vector<Next>{};
        DOCKET_TRY(const auto now_there, tools.pages.of(arrival.id));
        DOCKET_TRY(const auto now_settled, tools.words.of(arrival.id));
        if (made_of(now_there, now_settled) != copy.made_of || (wanted && copy.blob.empty()))
            return fail(Kind::conflict, "archive.pages_changed",
                        "页面刚刚重新识读或核校，归档副本随后重写。");
        if (!wanted) return std::vector<Next>{};
        DOCKET_TRY(const auto stands,
                   tools.arrivals.load(arrival.id)); // it may have been registered meanwhile
        DOCKET_CHECK(store(tx, stands, copy, tools));
        return std::vector<Next>{};
    }};
}

} // namespace docket::flow::step
