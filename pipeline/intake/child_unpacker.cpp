#include "pipeline/intake/child_unpacker.hpp"

#include "pipeline/intake/unpack_json.hpp"
#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/conversation.hpp"

namespace docket::intake {

Result<json::Value> ChildUnpacker::ask(const json::Value& request) const {
    DOCKET_TRY(auto child, sandbox::Conversation::start(program_, limits_));
    DOCKET_TRY(const auto message, child.ask(json::dump(request)));
    return sandbox::understand(message).outcome;
}

Result<flow::Opened> ChildUnpacker::open(const std::filesystem::path& file) {
    DOCKET_TRY(const auto value,
               ask(to_json(UnpackRequest{true, std::filesystem::absolute(file), {}, opening_})));
    return opened_of(value);
}

Result<std::vector<flow::UnpackedPage>> ChildUnpacker::unpack(const std::filesystem::path& file,
                                                              const std::filesystem::path& folder,
                                                              const flow::Slice& slice) {
    const UnpackRequest request{false, std::filesystem::absolute(file), std::filesystem::absolute(folder),
                                opening_, slice};
    DOCKET_TRY(const auto value, ask(to_json(request)));
    return pages_of(value);
}

} // namespace docket::intake
