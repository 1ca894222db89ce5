#include "review/check/words.hpp"

namespace docket::review::check {

namespace {

class Gathering {
  public:
    void add(Part part, const std::string& place, const std::string& text, int claim = 0) {
        if (!text.empty()) out_.emplace_back(part, claim, place, text);
    }
    void reference(const std::string& place, const std::optional<outputs::Reference>& from) {
        if (!from) return;
        add(Part::heading, place + "/title", from->title);
        add(Part::reference, place + "/summary", from->summary);
    }
    std::vector<Text> take() { return std::move(out_); }

  private:
    std::vector<Text> out_;
};

template <class List, class Each> void each_numbered(const List& list, const std::string& place, Each each) {
    std::size_t n = 0;
    for (const auto& item : list) each(place + "/" + std::to_string(++n), item);
}

void answers(const outputs::Document& document, Gathering& to) {
    each_numbered(document.findings, "findings", [&](const std::string& at, const outputs::Finding& f) {
        to.add(Part::finding, at, f.text, f.claim);
        for (const auto& line : f.evidence) to.add(Part::evidence, at + "/evidence", line, f.claim);
    });
    if (document.hearing) to.add(Part::hearing, "hearing", document.hearing->text);
    each_numbered(document.reasoning.paragraphs, "reasoning/paragraphs",
                  [&](const std::string& at, const std::string& text) { to.add(Part::reasoning, at, text); });
    each_numbered(document.reasoning.citations, "reasoning/citations",
                  [&](const std::string& at, const outputs::Citation& c) {
                      to.add(Part::citation, at + "/law", c.law);
                      to.add(Part::citation, at + "/text", c.text);
                  });
    each_numbered(document.dispositions, "dispositions",
                  [&](const std::string& at, const outputs::Disposition& d) {
                      to.add(Part::disposition, at, d.text, d.claim);
                  });
    each_numbered(document.additions, "additions", [&](const std::string& at, const outputs::Passage& p) {
        to.add(Part::addition, at, p.text);
    });
}

} // namespace

std::vector<Text> texts_of(const outputs::Document& document) {
    Gathering to;
    to.add(Part::heading, "title", document.title);
    each_numbered(document.parties, "parties", [&](const std::string& at, const outputs::Party& p) {
        to.add(Part::other, at + "/name", p.name);
        to.add(Part::other, at + "/address", p.address);
    });
    to.reference("handling_opinion", document.handling_opinion);
    to.reference("review_opinion", document.review_opinion);
    each_numbered(document.claims, "claims", [&](const std::string& at, const outputs::Claim& c) {
        to.add(Part::claim, at, c.text, c.n);
    });
    answers(document, to);
    each_numbered(document.attachments, "attachments",
                  [&](const std::string& at, const std::string& t) { to.add(Part::other, at, t); });
    to.add(Part::other, "contact/person", document.contact.person);
    to.add(Part::other, "contact/phone", document.contact.phone);
    to.add(Part::other, "contact/address", document.contact.address);
    each_numbered(document.copies_to, "copies_to",
                  [&](const std::string& at, const std::string& t) { to.add(Part::other, at, t); });
    return to.take();
}

} // namespace docket::review::check
