#include "tests/bench/cases/many_letters.hpp"

#include "ocr/page_json.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/confirmed.hpp"
#include "pipeline/text/search_form.hpp"
#include "tests/support/scripted_reading.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace docket::testing {

namespace {

constexpr std::size_t at_once = 960, sheets = 3000;
constexpr Date last_day{std::chrono::year{2026}, std::chrono::June, std::chrono::day{9}};
constexpr std::size_t days = 20 * 365;
constexpr Instant began{Millis{1'780'000'000'000}};

template <class T> T must(Result<T>&& done) {
    if (!done) throw std::runtime_error(done.error().code + ": " + done.error().detail);
    if constexpr (!std::is_void_v<T>) return *std::move(done);
}
void must_do(Result<void>&& done) {
    if (!done) throw std::runtime_error(done.error().code + ": " + done.error().detail);
}

std::string form_of(std::u32string_view text) { return encode_utf8(text::search_form(text).text); }
std::string form_of(const std::string& text) { return form_of(code_points(text)); }

std::string digits(const char* form, std::int64_t n) {
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), form, static_cast<long long>(n));
    return out.data();
}

std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// In lines of a page.
std::string broken(const std::u32string& text) {
    constexpr std::size_t width = 30;
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += width) out += encode_utf8(text.substr(i, width)) + "\n";
    return out;
}

} // namespace

ManyLetters::ManyLetters(store::Store& store, flow::Blobs& blobs) : store_(store), blobs_(blobs) {
    for (const auto& organ : must(store_.directory.organs()))
        if (organ.code.starts_with("street") || organ.superior == "district") organs_.push_back(organ.code);
    picture_ = must(blobs_.put(bytes_of("no picture"))).hex();
    read_sheets();
}

void ManyLetters::read_sheets() {
    for (std::size_t i = 0; i < sheets; ++i) {
        const auto text = text_.next();
        const auto page = page_of_text(broken(text));
        const auto reading = json::dump(ocr::to_json(page));
        sheets_.push_back({must(blobs_.put(bytes_of(reading))).hex(), form_of(text)});
    }
}

void ManyLetters::write(std::size_t cases, const std::function<void(std::size_t)>& progress) {
    for (std::size_t done = 0; done < cases;) {
        const auto count = std::min(at_once, cases - done);
        write_some(count);
        index();
        progress(done += count);
    }
}

void ManyLetters::write_some(std::size_t count) {
    must_do(store_.work.transact([&](Transaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < count; ++i) {
            const auto keep = [&](Written written) {
                const auto id = std::stoll(written.order.substr(written.order.find('/') + 1));
                unindexed_["arrival:" + std::to_string(id)] = std::move(written);
            };
            keep(write_one(tx));
            if (n_ % 100 == 0) {
                keep(write_unconfirmed(tx));
                write_rejected(tx);
            }
        }
        return {};
    }));
}

flow::Arrival ManyLetters::arrival_of(Date received, int pages) {
    flow::Arrival a;
    a.uid = "many-" + std::to_string(++others_);
    a.name = digits("扫描%08lld.pdf", others_);
    a.channel = "letter";
    a.received = received;
    a.received_confirmed = true;
    a.original = digits("%064lld", others_);
    a.bytes = 400'000;
    a.media = "application/pdf";
    a.pages_opened = pages;
    a.at = began + Millis{others_};
    return a;
}

// Returns what the search has of them.
std::string ManyLetters::write_pages(Transaction& tx, const flow::Arrival& arrival) {
    std::string text;
    for (int n = 1; n <= arrival.pages_opened; ++n) {
        const auto& sheet = sheets_[random_.below(sheets_.size())];
        flow::Page page;
        page.arrival = arrival.id;
        page.n = n;
        page.image = picture_;
        page.media = "image/png";
        page.width = 2480;
        page.height = 3508;
        page.dpi = 300;
        page.place = flow::Place::in_letter;
        page.reading = sheet.reading;
        page.confidence = 0.97;
        page.read_at = arrival.at;
        must_do(store_.pages.add(tx, page));
        text += sheet.form + "\n";
    }
    return text;
}

void ManyLetters::open_round(review::Case& c, review::Level level, const std::string& organ, bool ours) {
    review::Round round;
    round.n = static_cast<int>(c.rounds.size()) + 1;
    round.level = level;
    round.organ = organ;
    round.ours = ours;
    if (ours) {
        constexpr std::array open{review::Stage::registered, review::Stage::accepted,
                                  review::Stage::drafted,    review::Stage::at_counsel,
                                  review::Stage::signed_off, review::Stage::approved,
                                  review::Stage::issued,     review::Stage::served};
        // Of the last half-year most are open, of older ones one in fifty.
        const bool lately = plus_days(c.received, 180) > last_day;
        const bool still = lately ? random_.below(10) < 6 : random_.below(50) == 0;
        round.stage = still ? open[random_.below(open.size())] : review::Stage::archived;
        round.applied_on = c.received;
        if (round.stage != review::Stage::registered)
            round.drafter = random_.below(3) > 0 ? "clerk-1" : "clerk-2";
    } else {
        round.document_title = level == review::Level::handling ? "信访处理意见书" : "信访复查意见书";
        round.document_date = plus_days(c.received, -20);
        round.document_number =
            "海某信访〔" + iso(c.received).substr(0, 4) + "〕" + std::to_string(n_) + "号";
    }
    c.rounds.push_back(std::move(round));
}

review::Case ManyLetters::case_of(const flow::Arrival& arrival) {
    review::Case c;
    c.number = digits("LX%020lld", n_);
    c.arrival = arrival.id;
    c.received = arrival.received;
    c.kind = static_cast<review::LetterKind>(n_ % 3);
    const auto name = encode_utf8(text_.name());
    c.applicants.push_back({name, "女", "35020519" + encode_utf8(text_.number(10)),
                            "139" + encode_utf8(text_.number(8)), encode_utf8(text_.place())});
    if (random_.below(12) == 0) c.applicants.push_back({encode_utf8(text_.name()), "男", "", "", ""});
    c.claims.push_back("请求撤销" + encode_utf8(text_.matter()) + "的处理意见");
    c.claims.push_back("请求赔偿" + encode_utf8(text_.number(4)) + "元");
    const auto organ = organs_[std::min(random_.below(organs_.size()), random_.below(organs_.size()))];
    if (c.kind != review::LetterKind::first_letter) open_round(c, review::Level::handling, organ, false);
    if (c.kind == review::LetterKind::re_review_application)
        open_round(c, review::Level::review, "district", false);
    constexpr std::array ours{review::Level::handling, review::Level::review, review::Level::re_review};
    open_round(c, ours[c.rounds.size()], c.rounds.empty() ? organ : "district", true);
    const auto stage = c.current().stage;
    const auto due = [&](const char* rule, int count, bool met) {
        const auto end = plus_days(c.received, count);
        c.deadlines.push_back({rule, "信访工作条例", c.received, count, "day", end, end, c.current().n, met});
    };
    due("T1", 15, stage != review::Stage::registered);
    due("T8", 30, stage >= review::Stage::issued);
    return c;
}

ManyLetters::Written ManyLetters::write_one(Transaction& tx) {
    ++n_;
    // Ever more a year.
    const auto back = static_cast<int>(std::max(random_.below(days), random_.below(days)));
    auto arrival = arrival_of(plus_days(last_day, back - static_cast<int>(days) + 1),
                              1 + static_cast<int>(std::min(random_.below(4), random_.below(4))));
    arrival.state = flow::ArrivalState::registered;
    arrival.case_number = digits("LX%020lld", n_);
    must_do(store_.arrivals.save(tx, arrival));
    Written out;
    out.text = write_pages(tx, arrival);
    auto c = case_of(arrival);
    must_do(store_.cases.save(tx, c, 0));
    out.number = c.number;
    out.portrait = review::likeness::portray(
        {c.kind, c.received, c.applicants, {}, c.claims, out.text, {arrival.original}});

    desk::Confirmed confirmed;
    const auto confirm = [&](const char* field, const std::string& value) {
        confirmed.fields[field] = {value, "mailroom-1", arrival.at, value, false};
        out.text += form_of(value) + "\n";
    };
    const auto& person = c.applicants.front();
    confirm("applicant", person.name);
    confirm("id_number", person.id_number);
    confirm("phone", person.phone);
    confirm("address", person.address);
    confirmed.claims.emplace();
    for (const auto& claim : c.claims) {
        confirmed.claims->push_back({claim, "mailroom-1", arrival.at, claim, false});
        out.text += form_of(claim) + "\n";
    }
    desk::Verification verification{arrival.id, 0, json::dump(desk::to_json(confirmed)), "mailroom-1",
                                    arrival.at};
    must_do(store_.verifications.save(tx, verification, 0));
    for (const auto& [subject, act, actor] :
         {std::tuple("arrival:" + std::to_string(arrival.id), "received", "mailroom-1"),
          std::tuple("case:" + c.number, "registered", "system")})
        must(store_.record.append(tx, {subject, act, actor, arrival.at, "", "", "", "", "{}"}));

    for (const auto& round : c.rounds) {
        out.bound.push_back(round.organ);
        if (!round.document_number.empty()) out.text += form_of(round.document_number) + "\n";
    }
    std::ranges::sort(out.bound);
    out.bound.erase(std::unique(out.bound.begin(), out.bound.end()), out.bound.end());
    out.text += form_of(c.number) + "\n" + form_of(iso(c.received));
    out.order = iso(arrival.received) + "/" + digits("%012lld", arrival.id);
    return out;
}

ManyLetters::Written ManyLetters::write_unconfirmed(Transaction& tx) {
    auto arrival = arrival_of(last_day, 2);
    arrival.state = flow::ArrivalState::needs_person;
    arrival.code = "letter.doubtful";
    must_do(store_.arrivals.save(tx, arrival));
    Written out;
    out.text = write_pages(tx, arrival) + form_of(iso(arrival.received));
    out.order = iso(arrival.received) + "/" + digits("%012lld", arrival.id);
    return out;
}

void ManyLetters::write_rejected(Transaction& tx) {
    auto arrival = arrival_of(last_day, 0);
    arrival.state = flow::ArrivalState::rejected;
    arrival.code = "file.damaged";
    arrival.scan_again = random_.below(5) == 0;
    must_do(store_.arrivals.save(tx, arrival));
}

void ManyLetters::index() {
    for (;;) {
        const auto marked = must(store_.search_index.stale(32));
        if (marked.empty()) break;
        must_do(store_.work.transact([&](Transaction& tx) -> Result<void> {
            for (const auto& one : marked) {
                std::optional<search::Entry> entry;
                const auto found = unindexed_.find(one.subject);
                if (found != unindexed_.end())
                    entry = {one.subject, search::EntryKind::letter, found->second.order, found->second.bound,
                             found->second.text};
                DOCKET_CHECK(store_.search_index.replace(tx, one, entry));
                if (found != unindexed_.end() && !found->second.number.empty())
                    DOCKET_CHECK(store_.portraits.put(tx, found->second.number, found->second.portrait));
            }
            return {};
        }));
    }
    unindexed_.clear();
    while (must(store_.search_index.tidy())) {
    }
}

} // namespace docket::testing
