#include "pipeline/sandbox/conversation.hpp"

#include "pipeline/sandbox/frame.hpp"

namespace docket::sandbox {

Result<Conversation> Conversation::start(const Command& command, const Limits& limits) {
    DOCKET_TRY(auto child, Child::start(command, limits));
    return Conversation(std::move(child), limits.answer_bytes);
}

Result<std::string> Conversation::ask(std::string_view message) {
    std::string heard;
    const auto whole = [this](std::string_view stream) {
        const auto size = announced(stream);
        return size && (*size > limit_ || stream.size() >= frame_header + *size);
    };
    DOCKET_TRY(const auto how, child_.exchange(frame(message), heard, whole));
    if (how == Heard::closed || heard.size() != frame_header + announced(heard).value_or(limit_))
        return child_.death();
    return heard.substr(frame_header);
}

} // namespace docket::sandbox
