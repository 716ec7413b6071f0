using System.CommandLine;
using Limpid.Cli.Views;
using Limpid.Datasets;

namespace Limpid.Cli.Commands;

/// <summary>Where a command gets its data from, and the getting.</summary>
internal static class DataOptions
{
    public const string Forms =
        "A data set's name, a .csv or .jsonl file, or a folder of IDX files or of pictures by class";

    public static Option<string?> Data() =>
        new("--data") { Description = $"{Forms}; the model's own when missing", HelpName = "DATA" };

    public static Option<bool> Offline() => new("--offline") { Description = "Look on this disk only" };

    /// <summary>Gets data, and shows how far it is.</summary>
    public static Task<DatasetPair> LoadAsync(
        Host host,
        DatasetSource source,
        bool isOffline,
        CancellationToken stop
    ) =>
        DataProgressView.ShowAsync(host, progress =>
            source.LoadAsync(host.Search with { Offline = isOffline || host.Search.Offline }, progress, stop)
        );
}
