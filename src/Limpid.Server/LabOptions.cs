using System.Net;
using Limpid.Datasets;
using Limpid.Runs;

namespace Limpid.Server;

/// <summary>What a lab server serves, and where.</summary>
/// <param name="Site">The page's folder.</param>
public sealed record LabOptions(string Site)
{
    /// <summary>The address to listen on; only this machine unless another is named.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>MNIST, to learn from and to test on; null where it could not be had. The page then brings the server
    /// what digits it has.</summary>
    public DatasetPair? Digits { get; init; }

    /// <summary>Where MNIST's files lie, by name; of one that is not named the page gets what its folder
    /// holds.</summary>
    public IReadOnlyDictionary<string, string> DigitFiles { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>MNIST that arrives later, where <see cref="Digits"/> is null.</summary>
    public LateDigits? Late { get; init; }

    /// <summary>MNIST as the API has it now.</summary>
    internal DatasetPair? DigitsNow => Digits ?? Late?.Arrived;

    /// <summary>MNIST as the page has it now.</summary>
    internal DatasetPair? PageDigits => Digits ?? Late?.Shown;

    /// <summary>Why <see cref="DigitsNow"/> is null, and the cure.</summary>
    internal string WhyNoDigits =>
        Late is { IsComing: true }
            ? "MNIST is still on its way to this machine: try again in a minute."
            : "MNIST is not at hand here. Get it (limpid data get mnist), then start the lab again.";

    /// <summary>The runs to tell of.</summary>
    public RunCatalogue Runs { get; init; } = new();

    /// <summary>The threads of one computation.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>The clock by which what nobody uses is dropped.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
