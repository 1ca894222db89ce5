#include "pipeline/flow/tools.hpp"

namespace docket::flow {

Tools Tools::now() const {
    if (in_force == nullptr) return *this;
    auto current = in_force->now();
    return {clock,     random,
            work,      jobs,
            desk,      cases,
            record,    numbering,
            directory, blobs,
            arrivals,  pages,
            batches,   unpacker,
            reader,    writer,
            shelf,     answers,
            archivist, archive_copies,
            words,     current->calendar,
            lexicon,   current->office,
            limits,    scratch,
            in_force,  current};
}

} // namespace docket::flow
