#!/usr/bin/env dotnet
// Limpid's build, one verb at a time: dotnet run build.cs <verb>
#:property PublishAot=false

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Solution = "Limpid.slnx",
    Artifacts = "artifacts",
    Packages = $"{Artifacts}/packages",
    Tool = $"{Artifacts}/tool",
    ToolPackage = "Limpid.Cli",
    Page = "lab",
    Pretrained = "src/Limpid.Runs/Pretrained",
    Thousand = "lab/digits",
    Engine = "src/Limpid";

// a tool package each: SkiaSharp's natives for all at once weigh 159 MB
const string Platforms = "linux-x64;linux-arm64;win-x64;osx-x64;osx-arm64";
const int Unfinished = 124,
    NotStarted = 127; // as timeout(1) and sh(1) say it
TimeSpan testBudget = TimeSpan.FromMinutes(15); // a guard against a test that hangs

var verbs = new Dictionary<string, (string Meaning, Func<int> Do)>
{
    ["test"] = ("build everything, warnings being errors, and run every test", Test),
    ["site"] = (
        $"build the lab, a folder for any file server, into {Artifacts}/site (needs Node.js 20.19 or newer)",
        Site
    ),
    ["format"] = ("check the layout of all code, C# and the page; with --fix, write it", Format),
    ["api"] = ($"write down the public API of {Engine} as it is now; look at the difference before you commit it", Api),
    ["models"] = ($"train the digit detector and the models that come with the tool (minutes)", Models),
    ["thousand"] = (
        $"take from MNIST the thousand digits that the page has where MNIST is not at hand, into {Thousand}",
        () => Dotnet("run", "tools/take-thousand-digits.cs")
    ),
    ["aot"] = (
        $"compile limpid ahead of time for each level of processor into {Artifacts}/aot, and see that each "
            + "computes the same bits",
        Aot
    ),
    ["pack"] = (
        $"pack the library and the tool, page and all, into {Packages}, install the tool from there and start it",
        Pack
    ),
};

Directory.SetCurrentDirectory((string)AppContext.GetData("EntryPointFileDirectoryPath")!);
if (args.Length > 0 && verbs.TryGetValue(args[0], out var verb))
    return verb.Do();
Console.WriteLine("dotnet run build.cs <verb>");
foreach ((string name, var (meaning, _)) in verbs)
    Console.WriteLine($"  {name, -10}{meaning}");
return 2;

int Test()
{
    var results = new List<Result>();
    if (Dotnet("build", Solution, "-c", "Release", "-warnaserror", "-v", "minimal") != 0)
        results.Add(Result.Broken("the build"));
    else if (Site() != 0)
        results.Add(Result.Broken("the site"));
    else
    {
        foreach ((string script, string name) in new[] { ("check", "the page's types"), ("test", "the page's tests") })
            results.Add(Npm("run", "--silent", script) == 0 ? new(name, 1, 0, 0) : Result.Broken(name));
        var clock = Stopwatch.StartNew();
        foreach (string project in TestProjects())
            results.Add(RunTests(project, clock.Elapsed < testBudget ? testBudget - clock.Elapsed : TimeSpan.Zero));
    }
    Console.WriteLine();
    foreach (Result result in results)
        Console.WriteLine($"{result.Name, -32}{result}");
    var total = new Result("", results.Sum(r => r.Passed), results.Sum(r => r.Failed), results.Sum(r => r.Skipped));
    Console.WriteLine(total);
    return total is { Passed: > 0, Failed: 0 } ? 0 : 1;
}

int Site()
{
    const string Site = $"{Artifacts}/site",
        Module = $"{Artifacts}/browser",
        Part = $"{Site}.part";
    string[] publish = ["publish", "src/Limpid.Browser", "-c", "Release", "-o", Module, "-v", "quiet"];
    if (Stage("the engine for the browser", () => Dotnet(publish)) is not 0 and var wrong)
        return wrong;
    bool isPageBuilt = args.Contains("--built-page"); // lab/dist is there: no Node.js is needed
    if (!isPageBuilt && PagePackages() is not 0 and var missing)
        return missing;
    if (!isPageBuilt)
        if (Stage("npm run build", () => Npm("run", "--silent", "build")) is not 0 and var broken)
            return broken;

    // put together elsewhere and moved: a build that is ended leaves no half of a site
    foreach (string old in new[] { Part, Site })
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    CopyFolder($"{Page}/dist", Part);
    CopyFolder($"{Module}/wwwroot/_framework", $"{Part}/_framework");
    Directory.CreateDirectory($"{Part}/models");
    foreach (string model in Directory.GetFiles(Pretrained, "*.safetensors"))
        File.Copy(model, $"{Part}/models/{Path.GetFileName(model)}");
    CopyDigits($"{Part}/data");
    Directory.Move(Part, Site);
    Console.WriteLine(
        $"The lab is in {Site}: {Weight("_framework"):F2} MB engine and {Weight("assets"):F2} MB page, "
            + "packed. Serve it with any file server, or: limpid lab"
    );
    return 0;

    double Weight(string part) => Directory.GetFiles($"{Site}/{part}").Sum(file => Packed(file) / 1e6);
}

/// <summary>Gets the page's packages, unless those of the lock file are there.</summary>
int PagePackages()
{
    string installed = $"{Page}/node_modules/.package-lock.json";
    return
        File.Exists(installed)
        && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc($"{Page}/package-lock.json")
        ? 0
        : Stage("npm ci", () => Npm("ci", "--no-audit", "--no-fund"));
}

int Npm(params string[] arguments) =>
    Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["--prefix", Page, .. arguments], Timeout.InfiniteTimeSpan);

/// <summary>Does a part of a build, says how long it took, and which part failed.</summary>
int Stage(string name, Func<int> work)
{
    var clock = Stopwatch.StartNew();
    int code = work();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}  {clock.Elapsed.TotalSeconds:F1} s"));
    if (code != 0)
        Console.Error.WriteLine($"Stage failed: {name} (exit code {code})");
    return code;
}

// MNIST is the builder's own copy: it goes into the folder that is built, never into the repository or a package. A
// thousand of its digits may.
void CopyDigits(string to)
{
    string[] options = args.Contains("--offline") ? ["--json", "--offline"] : ["--json"];
    string tool = "src/Limpid.Cli/bin/Release/net10.0/Limpid.Cli.dll",
        folder = "";
    string[] command = File.Exists(tool)
        ? ["exec", tool]
        : ["run", "-c", "Release", "--project", "src/Limpid.Cli", "--"];
    int code = Run("dotnet", [.. command, "data", "get", "mnist", .. options], TimeSpan.FromMinutes(5), line =>
    {
        if (line.StartsWith('{'))
            folder = (string?)JsonNode.Parse(line)!["folder"] ?? "";
    });
    if (code != 0 || folder.Length == 0)
    {
        Console.WriteLine(
            "MNIST could not be had: the page is built with a thousand of its digits, and says so. Later: "
                + "limpid data get mnist, then dotnet run build.cs site"
        );
        CopyFolder(Thousand, to);
        return;
    }
    Directory.CreateDirectory(to);
    foreach (
        string file in new[]
        {
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte",
        }
    )
    {
        string raw = Path.Combine(folder, file);
        using FileStream from = File.OpenRead(File.Exists(raw) ? raw : raw + ".gz"),
            into = File.Create($"{to}/{file}.gz");
        if (!File.Exists(raw))
            from.CopyTo(into);
        else
            using (var packed = new GZipStream(into, CompressionLevel.Optimal))
                from.CopyTo(packed);
    }
}

static void CopyFolder(string from, string to)
{
    foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
    {
        string target = Path.Combine(to, Path.GetRelativePath(from, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
    }
}

static long Packed(string file)
{
    using var count = new MemoryStream();
    using (var packed = new BrotliStream(count, CompressionLevel.Optimal, leaveOpen: true))
        packed.Write(File.ReadAllBytes(file));
    return count.Length;
}

int Fail(string words)
{
    Console.Error.WriteLine(words);
    return 1;
}

int Format()
{
    if (Dotnet("tool", "restore") is not 0 and var missing)
        return missing;
    bool isFixing = args.Contains("--fix");
    int code = Dotnet("csharpier", isFixing ? "format" : "check", "."); // names and style: the build checks those
    if (PagePackages() is not 0 and var missingPackages)
        return missingPackages;
    int page = Npm("run", "--silent", isFixing ? "format" : "format:check");
    return code != 0 ? code : page;
}

/// <summary>Builds against an empty list: the analyzer then names all that is public, and that is the list.</summary>
int Api()
{
    string list = $"{Engine}/PublicAPI.Unshipped.txt",
        report = Path.GetFullPath($"{Artifacts}/api.sarif"),
        before = File.ReadAllText(list);
    string[] names = [];
    Directory.CreateDirectory(Artifacts);
    try
    {
        File.WriteAllText(list, "#nullable enable\n");
        string[] quietly = ["--no-incremental", "-v", "quiet", "-nologo", "-clp:ErrorsOnly"];
        string[] how = ["-p:TreatWarningsAsErrors=false", $"-p:ErrorLog={report}%2cversion=2.1"];
        if (Dotnet(["build", Engine, "-c", "Release", .. quietly, .. how]) is not 0 and var wrong)
            return wrong;
        names =
        [
            .. JsonNode.Parse(File.ReadAllText(report))!["runs"]![0]!["results"]!
                .AsArray()
                .Where(result => (string?)result!["ruleId"] == "RS0016")
                .Select(result => (string)result!["properties"]!["customProperties"]!["APIName"]!)
                .Distinct()
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
    }
    finally
    {
        File.WriteAllText(list, names.Length == 0 ? before : $"#nullable enable\n{string.Join('\n', names)}\n");
    }
    Console.WriteLine($"{list} has {names.Length} lines. See what is new: git diff {list}");
    return 0;
}

int Models()
{
    if (Dotnet("run", "tools/train-digit-detector.cs") is not 0 and var wrong)
        return wrong; // first: the others carry it
    foreach (string preset in new[] { "cnn", "reference" })
    {
        string run = $"{Artifacts}/models/{preset}";
        if (Directory.Exists(run))
            Directory.Delete(run, recursive: true);
        if (
            Dotnet(
                "run",
                "--project",
                "src/Limpid.Cli",
                "-c",
                "Release",
                "--",
                "train",
                "--preset",
                preset,
                "--seed",
                "1",
                "--output",
                run
            )
            is not 0
                and var code
        )
            return code;
        File.Copy($"{run}/last.safetensors", $"{Pretrained}/{preset}.safetensors", overwrite: true);
    }
    return 0;
}

int Aot()
{
    const string Cli = "src/Limpid.Cli",
        Built = "Limpid.Cli";
    string platform = RuntimeInformation.RuntimeIdentifier,
        suffix = OperatingSystem.IsWindows() ? ".exe" : "";
    // runs anywhere, without AVX
    var levels = new List<(string Name, string Instructions, bool RunsHere)> { ("baseline", "", true) };
    if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
        levels.AddRange([
            ("v3", "x86-64-v3", Vector256.IsHardwareAccelerated),
            ("v4", "x86-64-v4", Vector512.IsHardwareAccelerated),
        ]);
    if (Trained("dotnet", ["run", "-c", "Release", "--project", Cli, "--"], $"{Artifacts}/aot/check") is not { } known)
        return Fail("The just-in-time compiler trained nothing to compare with; the reason stands above.");
    foreach ((string name, string instructions, bool runsHere) in levels)
    {
        string to = $"{Artifacts}/aot/{platform}-{name}",
            program = $"{to}/limpid{suffix}",
            run = $"{to}/check";
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        if (
            Dotnet(
                "publish",
                Cli,
                "-c",
                "Release",
                "-r",
                platform,
                "-o",
                to,
                "-v",
                "quiet",
                "-p:PublishAot=true",
                "-p:PublishReadyToRun=false",
                $"-p:IlcInstructionSet={instructions}",
                "-p:CopyOutputSymbolsToPublishDirectory=false",
                "-p:PositionIndependentExecutable=false",
                "-p:IlcDehydrate=false", // data that lie ready where they are wanted: else each start unpacks them
                "-p:PublishDocumentationFiles=false",
                "-p:PublishReferencesDocumentationFiles=false",
                $"-p:NativeIntermediateOutputPath={Path.GetFullPath($"{Artifacts}/aot/obj/{name}")}/"
            )
            is not 0
                and var wrong
        )
            return wrong;
        File.Move($"{to}/{Built}{suffix}", program);
        Console.WriteLine($"{new FileInfo(program).Length / 1e6, 8:F2} MB  {program}");
        if (!runsHere)
            continue;
        if (Trained(program, [], run) is var found && found != known)
            return Fail(
                $"{program} trains other weights ({found ?? "none"}) than the just-in-time compiler ({known})."
            );
        Directory.Delete(run, recursive: true);
    }
    Console.WriteLine(
        $"All that run here trained the same weights as the just-in-time compiler, to the bit: SHA-256 {known}"
    );
    return 0;
}

/// <summary>The SHA-256 of the model that a program trains in an epoch; null where it fails.</summary>
string? Trained(string program, string[] first, string run)
{
    if (Directory.Exists(run))
        Directory.Delete(run, recursive: true);
    return
        Run(
            program,
            [.. first, "train", "--preset", "default", "--epochs", "1", "--output", run],
            Timeout.InfiniteTimeSpan
        ) == 0
        ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes($"{run}/last.safetensors")))
        : null;
}

int Pack()
{
    foreach (string folder in new[] { Packages, Tool })
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    if (Site() is not 0 and var wrong)
        return wrong; // it goes into the tool
    string[] to = ["-c", "Release", "-o", Packages, "-v", "quiet"];
    bool packed =
        Dotnet(["pack", "src/Limpid", .. to]) == 0
        && Dotnet(["pack", "src/Limpid.Cli", .. to, $"-p:RuntimeIdentifiers=\"{Platforms}\""]) == 0;
    if (!packed)
        return 1;
    foreach (var file in new DirectoryInfo(Packages).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        Console.WriteLine($"{file.Length / 1e6, 8:F2} MB  {file.Name}");

    // else an older package of this version is taken
    Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.GetFullPath($"{Tool}/cache"));
    return Dotnet("tool", "install", ToolPackage, "--tool-path", Tool, "--add-source", Packages) == 0
        ? Run($"{Tool}/limpid", ["--version"], Timeout.InfiniteTimeSpan)
        : 1;
}

IEnumerable<string> TestProjects() =>
    XDocument
        .Load(Solution)
        .Descendants("Project")
        .Select(project => project.Attribute("Path")!.Value)
        .Where(path => path.EndsWith(".Tests.csproj", StringComparison.Ordinal))
        .Select(path => Path.GetDirectoryName(path)!);

Result RunTests(string project, TimeSpan budget)
{
    string name = Path.GetFileName(project);
    Match summary = Match.Empty;
    int exit = Run(
        "dotnet",
        ["exec", $"{project}/bin/Release/net10.0/{name}.dll", "-noColor", "-noLogo"],
        budget,
        line =>
        {
            Console.WriteLine(line);
            if (Result.Summary.Match(line) is { Success: true } match)
                summary = match;
        }
    );
    var result = Result.From(name, summary, exit);
    bool hasTests = Directory
        .EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Any(file => !file.StartsWith($"{project}/obj", StringComparison.Ordinal));
    return result is { Passed: 0, Failed: 0 } && hasTests ? Result.Broken(name) : result;
}

int Dotnet(params string[] arguments) => Run("dotnet", arguments, Timeout.InfiniteTimeSpan);

int Run(string program, string[] arguments, TimeSpan budget, Action<string>? hear = null)
{
    Console.WriteLine($"> {program} {string.Join(' ', arguments)}");
    using var process = new Process
    {
        StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = hear is not null },
    };
    process.OutputDataReceived += (_, line) =>
    {
        if (line.Data is { } text)
            hear!(text);
    };
    try
    {
        process.Start();
    }
    catch (System.ComponentModel.Win32Exception missing)
    {
        Console.Error.WriteLine($"{program}: {missing.Message}");
        return NotStarted;
    }
    if (hear is not null)
        process.BeginOutputReadLine();
    bool ended = process.WaitForExit(budget);
    if (!ended)
        process.Kill(entireProcessTree: true);
    process.WaitForExit(); // until all that it said is heard
    return ended ? process.ExitCode : Unfinished;
}

/// <summary>How the tests of a project went. What breaks without saying how many counts as one failure.</summary>
internal sealed record Result(string Name, int Passed, int Failed, int Skipped)
{
    /// <summary>The line with which xunit's runner closes.</summary>
    public static readonly Regex Summary = new(
        @"^ +\S+ +Total: (?<total>\d+)(, Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+), Not Run: (?<not>\d+), .*)?$"
    );

    public static Result Broken(string name) => new(name, 0, 1, 0);

    public static Result From(string name, Match summary, int exit)
    {
        if (!summary.Success)
            return Broken(name);
        int Count(string what) =>
            summary.Groups[what] is { Success: true } group
                ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        int passed = Count("total") - Count("failed") - Count("skipped") - Count("not"),
            failed = Count("failed") + Count("errors");
        return new Result(name, passed, exit != 0 && failed == 0 ? 1 : failed, Count("skipped"));
    }

    public override string ToString() =>
        $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}
