// Where the letters of a batch begin. Sure: separator sheets, labels, files that are letters. Suspected: what
// the pages themselves show (page_signs.hpp).
#include "pipeline/flow/proposal.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

// One page on its way into a letter.
struct Leaf {
    ReadSheet read;
    SheetKind kind = SheetKind::page;
    std::vector<std::string> sure;      // why a letter surely begins here
    std::vector<std::string> suspicion; // why one may begin here
    bool counts() const { return kind != SheetKind::blank && kind != SheetKind::separator; }
    const std::string& label() const { return read.signs.label; }
    const PageSigns& signs() const { return read.signs.page; }
};

// Fronts in order, then the backs in reverse: front, back, front, back.
std::vector<ReadSheet> interleaved(const std::vector<ReadSheet>& sheets) {
    const auto half = sheets.size() / 2;
    std::vector<ReadSheet> out;
    for (std::size_t i = 0; i < half; ++i) {
        out.push_back(sheets[i]);
        out.push_back(sheets[sheets.size() - 1 - i]);
    }
    return out;
}

constexpr auto not_folded = "有一面没有都取出来，正反面没有交错合并，请核对原件后分件。";

// Whether a file's first page begins a letter by the way the batch was delivered.
bool begins_a_file(const Batch& batch, const ReadSheet& before, const ReadSheet& sheet) {
    if (batch.two_sided || before.file == sheet.file) return false;
    switch (batch.layout) {
    case Layout::letters: return true;
    case Layout::stack: return false;
    case Layout::by_kind: return before.pages_of_file > 1 || sheet.pages_of_file > 1;
    }
    return false;
}

class Proposer {
  public:
    Proposer(const Batch& batch, const std::vector<ReadSheet>& sheets) : batch_(batch) {
        const bool fold = can_be_folded(batch, sheets.size());
        if (batch.two_sided && !fold) out_.notes.emplace_back(not_folded);
        for (const auto& sheet : fold ? interleaved(sheets) : sheets) leaves_.push_back(leaf(sheet));
    }

    Proposal proposal() {
        mark_sure();
        suspect();
        pile_up();
        if (!std::ranges::any_of(out_.letters, has_content))
            out_.notes.emplace_back("整批都是空白页或分隔单，没有可以成信的页面。");
        return std::move(out_);
    }

  private:
    Leaf leaf(const ReadSheet& sheet) {
        Leaf out{sheet, SheetKind::page, {}, {}};
        if (const auto& separator = sheet.signs.separator) {
            out.kind = SheetKind::separator;
            if (!separator->batch.empty() && separator->batch != batch_name(batch_.id))
                out_.notes.push_back("有一张分隔单是批次 " + separator->batch + " 的，请核对是否放错了盘。");
            return out;
        }
        if (sheet.signs.blank) out.kind = SheetKind::blank;
        if (sheet.signs.page.envelope) out.kind = SheetKind::envelope;
        return out;
    }

    void mark_sure() {
        for (std::size_t i = 0; i < leaves_.size(); ++i) {
            auto& leaf = leaves_[i];
            if (leaf.kind == SheetKind::separator) {
                if (i > 0 && leaves_[i - 1].kind != SheetKind::separator) leaf.sure = {"有分隔单"};
                continue;
            }
            const bool behind_separator = i > 0 && leaves_[i - 1].kind == SheetKind::separator;
            if (i == 0 || behind_separator) continue;
            const auto& before = leaves_[i - 1];
            if (leaf.read.signs.slip) leaf.sure.emplace_back("有送达回证");
            if (before.read.signs.slip && leaf.kind != SheetKind::blank)
                leaf.sure.emplace_back("前一页是送达回证");
            if (!leaf.label().empty() && leaf.label() != before.label())
                leaf.sure.push_back("有编号标签 " + leaf.label());
            if (begins_a_file(batch_, before.read, leaf.read)) leaf.sure.emplace_back("另一个文件");
        }
    }

    // Whether envelopes lie in front of their letters here: so where the first sheet of a sure letter is one.
    bool envelopes_lead() const {
        int first = 0, last = 0;
        for (std::size_t i = 0; i < leaves_.size(); ++i) {
            if (leaves_[i].kind != SheetKind::envelope) continue;
            const bool opens =
                i == 0 || !leaves_[i].sure.empty() || leaves_[i - 1].kind == SheetKind::separator;
            const bool closes = i + 1 == leaves_.size() || !leaves_[i + 1].sure.empty();
            first += opens && !closes ? 1 : 0;
            last += closes && !opens ? 1 : 0;
        }
        return first > last;
    }

    void suspect() {
        const bool lead = envelopes_lead();
        const Leaf* before = nullptr; // the last sheet of this letter that counts
        std::string sender;           // as the letter names it so far
        int highest = 0;              // page number so far
        for (auto& leaf : leaves_) {
            if (!leaf.sure.empty() || leaf.kind == SheetKind::separator) {
                before = nullptr;
                sender.clear();
                highest = 0;
            }
            if (!leaf.counts()) continue;
            if (before) leaf.suspicion = reasons(*before, leaf, sender, highest, lead);
            if (!leaf.suspicion.empty()) {
                sender.clear();
                highest = 0;
            }
            const auto& signs = leaf.signs();
            if (!signs.sender.empty()) sender = signs.sender;
            highest = std::max(highest, signs.number.value_or(0));
            before = &leaf;
        }
    }

    static std::vector<std::string> reasons(const Leaf& before, const Leaf& leaf, const std::string& sender,
                                            int highest, bool lead) {
        std::vector<std::string> out;
        const bool envelope = leaf.kind == SheetKind::envelope, after = before.kind == SheetKind::envelope;
        if (envelope && !lead) return out; // it closes its letter
        if (after && lead) return out;     // it opened this one
        if (envelope) out.emplace_back("像信封");
        if (after && !envelope) out.emplace_back("前一页像信封");
        const auto& signs = leaf.signs();
        if (!signs.salutation.empty()) out.push_back("新称呼：" + signs.salutation);
        if (!signs.title.empty()) out.push_back("新标题：" + signs.title);
        if (signs.number == 1 && highest >= 1) out.emplace_back("页码又从 1 起");
        if (!signs.sender.empty() && !sender.empty() && signs.sender != sender)
            out.push_back("来信人不同：前面是" + sender + "，这里是" + signs.sender);
        if (!out.empty() && before.signs().closed) out.emplace_back("前一页已有落款或日期");
        return out;
    }

    void pile_up() {
        std::int64_t before = 0;
        for (const auto& leaf : leaves_) {
            if (!leaf.label().empty()) out_.labels[leaf.read.page] = leaf.label();
            const bool begins = !leaf.sure.empty() && before != 0 && has_content(out_.letters.back());
            if (before == 0 || begins) out_.letters.emplace_back();
            if (begins) suggest(before, true, leaf.sure);
            if (leaf.sure.empty() && !leaf.suspicion.empty()) suggest(before, false, leaf.suspicion);
            out_.letters.back().push_back({leaf.read.page, leaf.kind, 0});
            before = leaf.read.page;
        }
        if (out_.letters.size() < 2 || has_content(out_.letters.back())) return;
        auto rest = std::move(out_.letters.back()); // a separator behind the last letter
        out_.letters.pop_back();
        out_.letters.back().insert(out_.letters.back().end(), rest.begin(), rest.end());
        out_.suggestions.pop_back();
    }

    void suggest(std::int64_t after, bool sure, const std::vector<std::string>& reasons) {
        out_.suggestions.push_back({"s" + std::to_string(out_.suggestions.size() + 1), after, sure, reasons});
    }

    const Batch& batch_;
    std::vector<Leaf> leaves_;
    Proposal out_;
};

} // namespace

bool can_be_folded(const Batch& batch, std::size_t sheets) {
    return batch.two_sided && batch.fronts > 0 && sheets == 2 * static_cast<std::size_t>(batch.fronts);
}

Proposal propose(const Batch& batch, const std::vector<ReadSheet>& sheets) {
    return Proposer(batch, sheets).proposal();
}

} // namespace docket::flow
