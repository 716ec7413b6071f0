using System.Diagnostics;
using System.Globalization;
using Limpid.Datasets;
using Limpid.Server;

namespace Limpid.Cli.Commands;

/// <summary>Brings MNIST to a lab that does not wait for it.</summary>
internal sealed class DigitsInBackground(Host host, bool isOffline)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Mnist _mnist = new();

    /// <summary>Where the server finds it once it is here.</summary>
    public LateDigits Late { get; } = new();

    /// <summary>Whether it is here.</summary>
    public bool HasArrived { get; private set; }

    /// <summary>Waits a moment for what lies on this disk already, or surely does not come.</summary>
    public async Task SettleAsync(Task coming, CancellationToken stop)
    {
        if (isOffline || _mnist.IsOnDisk(host.Search))
            await Task.WhenAny(coming, Task.Delay(Patience, stop)).ConfigureAwait(false);
    }

    /// <summary>Brings it; where it cannot be had, says so.</summary>
    public Task BringAsync(CancellationToken stop) =>
        Task.Run(
            async () =>
            {
                bool wasHere = _mnist.IsOnDisk(host.Search);
                var clock = Stopwatch.StartNew();
                try
                {
                    DatasetPair digits = await _mnist
                        .LoadAsync(
                            host.Search with
                            {
                                Offline = isOffline || host.Search.Offline,
                            },
                            new Lines(host),
                            stop
                        )
                        .ConfigureAwait(false);
                    var good = _mnist.Verify(host.Search).Where(check => check.IsGood);
                    Late.Arrive(
                        digits,
                        good.ToDictionary(check => check.File.Name, check => check.Path!, StringComparer.Ordinal)
                    );
                    HasArrived = true;
                    if (!wasHere)
                        host.Error.WriteLine(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"MNIST is here ({clock.Elapsed.TotalSeconds:F1} s): reload the page to use all of it."
                            )
                        );
                }
                catch (LimpidException missing)
                {
                    Late.GiveUp();
                    host.Error.WriteLine(
                        Printable.Of(
                            $"{missing.Message}\nThe lab opens without MNIST: its page has the digits that it was "
                                + "built with, a thousand at least, and opens others from files."
                        )
                    );
                }
                catch (OperationCanceledException)
                {
                    Late.GiveUp(); // the lab ends
                }
            },
            CancellationToken.None
        );

    /// <summary>A line for each quarter of a file.</summary>
    private sealed class Lines(Host host) : IProgress<DataProgress>
    {
        private const int Parts = 4;
        private readonly HashSet<(string File, string Source, long Part)> _said = [];

        public void Report(DataProgress value)
        {
            long part = value.Total is > 0 and { } total ? value.Bytes * Parts / total : 0;
            lock (_said)
                if (_said.Add((value.File, value.Source, part)))
                    host.Error.WriteLine(
                        Printable.Of($"MNIST: {value.File}, {part * (100 / Parts)} % from {value.Source}")
                    );
        }
    }
}
