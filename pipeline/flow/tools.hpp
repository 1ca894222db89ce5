// Everything a use case may reach for, as ports; wired once by the program, and by each test. References must
// outlive the Tools; any thread may use them, as each port says. `calendar` and `office` are of one text of
// the bylaws for as long as the Tools live, so that an act decides by one text from beginning to end; whoever
// begins something (a request, a job, a turn of the watched folder) takes now() once.
#pragma once

#include "ocr/fields/fields.hpp"
#include "outputs/compose.hpp"
#include "pipeline/base/random.hpp"
#include "pipeline/flow/answers.hpp"
#include "pipeline/flow/archiving.hpp"
#include "pipeline/flow/batch.hpp"
#include "pipeline/flow/bylaws.hpp"
#include "pipeline/flow/office.hpp"
#include "pipeline/flow/ports.hpp"
#include "pipeline/flow/reading_ports.hpp"
#include "pipeline/queue/jobs.hpp"
#include "review/deadline/calendar.hpp"
#include "review/ports.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace docket::flow {

// From a document to the bytes of a file: wording, layout and format. Failures: those of the template, of the
// layout and invalid "font.no_glyph", which names the character.
class DocumentWriter {
  public:
    virtual ~DocumentWriter() = default;
    virtual Result<Bytes> pdf(const outputs::Document& document) = 0;
    // The blocks of its text, each with the part of the document it speaks of.
    virtual Result<outputs::Composed> composed(const outputs::Document& document) = 0;
    virtual Result<std::string> title(const outputs::Document& document) = 0;
    // Digest of the words as they will be read, without what approval assigns: counsel's sign-off binds them
    // too.
    virtual Result<Digest> wording(const outputs::Document& document) = 0;
};

// Where issued documents and sealed records lie for people, beside the blobs.
class Shelf {
  public:
    virtual ~Shelf() = default;
    // Writes or replaces one file whole; names are made safe. Returns its path from the shelf's root.
    virtual Result<std::string> put(std::string_view folder, std::string_view name,
                                    std::span<const std::uint8_t> bytes) = 0;
};

struct Tools {
    const Clock& clock;
    Random& random;
    Work& work;
    queue::Jobs& jobs;
    queue::JobsDesk& desk;
    review::CaseStore& cases;
    review::Record& record;
    review::Numbering& numbering;
    review::Directory& directory;
    Blobs& blobs;
    Arrivals& arrivals;
    Pages& pages;
    Batches& batches;
    Unpacker& unpacker;
    PageReader& reader;
    DocumentWriter& writer;
    Shelf& shelf;
    FindingAnswers& answers;
    Archivist& archivist;
    ArchiveCopies& archive_copies;
    PeoplesWords& words;
    const review::Calendar& calendar;
    const ocr::Lexicon& lexicon;
    const Office& office;
    OpeningLimits limits;
    std::filesystem::path scratch;          // a folder of our own for files that do not last
    BylawsInForce* in_force = nullptr;      // none: the bylaws never change
    std::shared_ptr<const Bylaws> bylaws{}; // what calendar and office are of; holds them

    // The same tools with what is in force at this moment.
    Tools now() const;
    Date today() const { return china.date(clock.now()); }
};

} // namespace docket::flow
