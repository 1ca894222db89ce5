// The hidden verbs: what our children run. They are started by us alone and speak over their pipes.
#include "ocr/worker.hpp"
#include "pipeline/app/verb.hpp"
#include "pipeline/archive/archive_child.hpp"
#include "pipeline/intake/unpack_child.hpp"
#include "pipeline/pictures/picture_child.hpp"

namespace docket::app::verb {

Result<int> reader_child(const Call& call) { return ocr::reader_child_main(call.words); }
Result<int> unpack_child(const Call& call) { return intake::unpack_child_main(call.words); }
Result<int> archive_child(const Call& call) { return archive::archive_child_main(call.words); }
Result<int> picture_child(const Call& call) { return pictures::picture_child_main(call.words); }

} // namespace docket::app::verb
