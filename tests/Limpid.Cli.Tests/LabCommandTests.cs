using Limpid.Datasets;
using Limpid.Runs;
using Spectre.Console;

namespace Limpid.Cli.Tests;

/// <summary>The lab, opened and ended.</summary>
public class LabCommandTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_MNIST_the_lab_opens_says_so_and_ends_cleanly_when_told_to()
    {
        Assert.SkipUnless(HasSite(), "There is no page yet. Build it: dotnet run build.cs site");
        string folder = Directory.CreateTempSubdirectory("limpid-").FullName;
        using var stop = new CancellationTokenSource();
        using var output = new Listened("The lab is at http://127.0.0.1:");
        using var error = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
            }
        );
        var host = new Host(console, output, error)
        {
            Runs = new RunCatalogue(Path.Combine(folder, "runs")),
            Search = new DataSearch
            {
                Folder = null,
                CacheFolder = folder,
                Offline = true,
                NpmCommands = [],
            },
        };
        Task<int> lab = Program.RunAsync(["lab", "--no-open", "--port", "0", "--offline"], host, stop.Token);
        await Task.WhenAny(output.Heard, lab).WaitAsync(Guard);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Success, await lab.WaitAsync(Guard));
        if (!new Mnist().IsOnDisk(host.Search))
            // it may lie where packages put it
            Assert.Contains("The lab opens without MNIST", error.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--listen", "everywhere", "such as 127.0.0.1")]
    [InlineData("--port", "65536", "--port")]
    public async Task What_cannot_be_listened_on_is_refused(string option, string value, string words)
    {
        using var tool = new Tool();
        (await tool.Run("lab", option, value)).Refused(ExitCode.Usage, words);
    }

    private static bool HasSite()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Limpid.slnx")))
            folder = folder.Parent;
        return folder is not null && File.Exists(Path.Combine(folder.FullName, "artifacts/site/index.html"));
    }

    /// <summary>A writer that tells when it has heard some words.</summary>
    private sealed class Listened(string words) : StringWriter
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Heard => _heard.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(words, StringComparison.Ordinal) == true)
                _heard.TrySetResult();
        }
    }
}
