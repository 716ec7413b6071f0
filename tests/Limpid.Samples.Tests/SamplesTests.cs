using System.Diagnostics;
using System.Text.RegularExpressions;
using Limpid.Data;

namespace Limpid.Samples.Tests;

/// <summary>Runs the samples as their readers do: <c>dotnet run samples/….cs</c>.</summary>
public sealed class SamplesTests : IDisposable
{
    private static readonly string Root = FindRoot();
    private readonly string _data = Directory.CreateTempSubdirectory("limpid-samples-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void The_first_network_learns()
    {
        Save("train", SyntheticDigits.Draw(6_000, seed: 1));
        Save("t10k", SyntheticDigits.Draw(1_000, seed: 2));
        string said = Run("01-first-network.cs", _data);
        Assert.InRange(Percent(said, "of 1,000 test digits"), 90, 100);
        Assert.Contains("13,002 parameters", said);
    }

    [Fact]
    public void A_shipped_recognizer_reads()
    {
        string said = Run("02-ship-a-recognizer.cs");
        Assert.InRange(int.Parse(Regex.Match(said, @"(\d+) of 1000 read right").Groups[1].Value), 900, 1000);
    }

    [Fact]
    public void A_network_trained_by_hand_learns_either_but_not_both()
    {
        string said = Run("03-by-hand.cs");
        Assert.InRange(Percent(said, "for \"either, but not both\""), 0, 5);
        Assert.InRange(
            Percent(said[said.IndexOf("0 and 1", StringComparison.Ordinal)..], "for \"either, but not both\""),
            95,
            100
        );
    }

    [Theory, InlineData("README.md"), InlineData("README.zh-CN.md")]
    public void The_readmes_example_is_the_first_sample(string readme) =>
        Assert.Contains(
            File.ReadAllText(Path.Combine(Root, "samples", "01-first-network.cs")).ReplaceLineEndings(),
            File.ReadAllText(Path.Combine(Root, readme)).ReplaceLineEndings()
        );

    [Fact]
    public void Samples_run_on_an_optimized_engine() =>
        Assert.DoesNotContain(
            typeof(Network)
                .Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false)
                .Cast<DebuggableAttribute>(),
            a => a.IsJITOptimizerDisabled
        );

    private static double Percent(string said, string before) =>
        double.Parse(
            Regex.Match(said, @"([\d.]+) ?% " + Regex.Escape(before)).Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private void Save(string set, Dataset digits)
    {
        using (FileStream file = File.Create(Path.Combine(_data, $"{set}-images-idx3-ubyte")))
            IdxFormat.Write(
                file,
                [digits.Count, 28, 28],
                Enumerable.Range(0, digits.Count).SelectMany(i => digits.Picture(i).ToArray()).ToArray()
            );
        using (FileStream file = File.Create(Path.Combine(_data, $"{set}-labels-idx1-ubyte")))
            IdxFormat.Write(file, [digits.Count], digits.Labels);
    }

    private static string Run(string sample, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(Root, "samples", sample), "--", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{sample} ended with {process.ExitCode}:\n{said}\n{errors.Result}");
        return said;
    }

    internal static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Limpid.slnx")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException(
                    "The samples are looked for from the folder of Limpid.slnx, which was not found above the tests."
                );
        return folder;
    }
}
