#include "pipeline/app/notify.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>

namespace docket::app {
namespace {

TEST(Notify, The_manager_hears_what_it_is_told_under_a_name_without_a_file) {
    const auto name = "@docket-notify-test-" + std::to_string(::getpid());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, name.size());
    address.sun_path[0] = '\0';
    const int ear = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    ASSERT_EQ(::bind(ear, reinterpret_cast<const sockaddr*>(&address), length), 0);
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    tell_manager("READY=1");
    ::unsetenv("NOTIFY_SOCKET");
    std::array<char, 64> heard{};
    const auto got = ::recv(ear, heard.data(), heard.size(), 0);
    ::close(ear);
    EXPECT_EQ(std::string(heard.data(), got > 0 ? static_cast<std::size_t>(got) : 0), "READY=1");
}

TEST(Notify, Without_a_manager_nothing_happens) {
    ::unsetenv("NOTIFY_SOCKET");
    tell_manager("READY=1");
    ::setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1);
    tell_manager("READY=1");
    ::unsetenv("NOTIFY_SOCKET");
}

} // namespace
} // namespace docket::app
