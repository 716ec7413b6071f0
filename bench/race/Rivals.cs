using System.Diagnostics;
using System.Globalization;

namespace Limpid.Race;

/// <summary>THE LIST of those who race; Limpid is the first. To add one: one entry here, and a program that speaks the
/// protocol of rivals/common.py.</summary>
internal static class Rivals
{
    public const string Limpid = "Limpid",
        OnnxRuntime = "ONNX Runtime";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3"];

    public static IReadOnlyList<Rival> All { get; } =
    [
        new(Limpid, place => Self("limpid", place)) { Shipped = (place, job) => AheadOfTime(place, job) },
        new("C over OpenBLAS", Compiled),
        new("PyTorch", place => Python("torch", "python3-torch", place)),
        new(OnnxRuntime, place => Self("onnxruntime", place)),
        new("NumPy", place => Python("numpy", "python3-numpy", place)),
        new("scikit-learn", place => Python("sklearn", "python3-sklearn", place)),
        new("ML.NET", place => Self("mlnet", place)) { HasOwnWeights = true },
    ];

    private static string Programs => Path.Combine(AppContext.BaseDirectory, "rivals");

    /// <summary>This program again, as the engine of that name.</summary>
    private static Found Self(string engine, RaceWorkplace place)
    {
        string host = Environment.ProcessPath!;
        string[] program =
            Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(Rivals).Assembly.Location] : [host];
        return Found.At([.. program, RaceOptions.Rival, engine, place.Folder]);
    }

    /// <summary>Limpid's tool as a native program: `limpid predict`, answering in JSON.</summary>
    private static Found AheadOfTime(RaceWorkplace place, StartJob job)
    {
        string? program = Environment.GetEnvironmentVariable("LIMPID_AOT") is { Length: > 0 } named
            ? named
            : Repository.Native();
        return program is null || !File.Exists(program)
            ? Found.Absent(
                "no limpid compiled ahead of time was found in artifacts; build one, or name one in the "
                    + "variable LIMPID_AOT"
            )
            : Found.At(
                program,
                "predict",
                place.File(job.Picture),
                "--model",
                place.File($"{job.Model}.safetensors"),
                "--json"
            );
    }

    private static Found Python(string module, string package, RaceWorkplace place)
    {
        foreach (string python in Pythons)
            if (Try(python, "-c", $"import {module}, numpy") is null)
                return Found.At(python, Path.Combine(Programs, $"with_{module}.py"), place.Folder);
        return Found.Absent(
            $"neither {string.Join(" nor ", Pythons)} can import {module}; Debian: apt install {package}"
        );
    }

    private static Found Compiled(RaceWorkplace place)
    {
        string program = place.File("engine");
        string? wrong = Try(
            "gcc",
            "-O3",
            "-march=native",
            "-ffast-math",
            Path.Combine(Programs, "engine.c"),
            "-o",
            program,
            "-lopenblas",
            "-lm"
        );
        return wrong is null
            ? Found.At(program, place.Folder)
            : Found.Absent(
                $"gcc could not build it with -lopenblas ({wrong}); Debian: apt install gcc libopenblas-dev"
            );
    }

    /// <summary>Null when it ends well, else what it said last.</summary>
    private static string? Try(string program, params string[] words)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            Task<string> said = process.StandardError.ReadToEndAsync();
            if (process.WaitForExit(Patience))
                return process.ExitCode == 0 ? null : said.Result.Trim().Split('\n')[^1];
            process.Kill(entireProcessTree: true);
            return string.Create(CultureInfo.InvariantCulture, $"it took more than {Patience.TotalMinutes} minutes");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
