using DataMatching.App.Screen;

namespace DataMatching.Tests.App;

[TestClass]
public sealed class ShellWordTests
{
    [TestMethod]
    [DataRow("demo-site", false, "demo-site")]
    [DataRow("/srv/工会/demo", false, "/srv/工会/demo")]
    [DataRow("/srv/my site", false, "'/srv/my site'")]
    [DataRow("it's $HOME", false, "'it'\\''s $HOME'")]
    [DataRow("", false, "''")]
    [DataRow("~", false, "'~'")]
    [DataRow(@"C:\Union\site", true, @"C:\Union\site")]
    [DataRow(@"C:\Union site", true, "\"C:\\Union site\"")]
    public void A_text_is_one_word_of_a_command_line(string text, bool windows, string expected) => Assert.AreEqual(expected, ShellWord.Of(text, windows));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("/a/b/demo-site", "/a/b", "demo-site")]
    [DataRow("/a/b/my demo", "/a/b", "'my demo'")]
    [DataRow("/a/b", "/a/b", ".")]
    [DataRow("/x/demo", "/a/b", "/x/demo")]
    [DataRow("/a/..b", "/a", "..b")]
    [DataRow("/a", "/a/b", "/a")]
    public void A_folder_is_relative_only_within(string folder, string from, string expected) => Assert.AreEqual(expected, ShellWord.OfFolder(folder, from));
}
