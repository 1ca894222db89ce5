#include "pipeline/archive/child_archivist.hpp"

#include "pipeline/archive/order_json.hpp"
#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/conversation.hpp"

namespace docket::archive {

Result<void> ChildArchivist::write(const flow::ArchiveOrder& order, const std::filesystem::path& target) {
    DOCKET_TRY(auto child, sandbox::Conversation::start(program_, limits_));
    DOCKET_TRY(const auto message, child.ask(json::dump(to_json(order, std::filesystem::absolute(target)))));
    const auto done = sandbox::understand(message).outcome;
    return done ? Result<void>() : done.error();
}

} // namespace docket::archive
