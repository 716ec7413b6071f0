using Limpid.Datasets;

namespace Limpid.Cli.Views;

/// <summary>Says on standard error what data come from where: on a terminal one line that changes, else a line a file.</summary>
internal sealed class DataLine(Host host) : IProgress<DataProgress>, IDisposable
{
    private const double MiB = 1 << 20;
    private const int Refresh = 100;                 // milliseconds
    private readonly bool _isLive = host.IsLive && !Console.IsErrorRedirected;
    private string _file = "";
    private long _said;
    private bool _open;

    /// <inheritdoc/>
    public void Report(DataProgress value)
    {
        lock (host)
        {
            if (_isLive) Change(value);
            else if (_file != value.File) host.Error.WriteLine($"Getting {value.File} from {value.Source}");
            _file = value.File;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_open) host.Error.Write("\r\u001b[K");
    }

    private void Change(DataProgress value)
    {
        if (_file == value.File && Environment.TickCount64 - _said < Refresh) return;
        (_said, _open) = (Environment.TickCount64, true);
        string part = value.Total is > 0 and { } total ? $"{100.0 * value.Bytes / total:0} % of {total / MiB:0.0} MiB" : $"{value.Bytes / MiB:0.0} MiB";
        host.Error.Write($"\r\u001b[KGetting {value.File} from {value.Source}: {part}");
    }
}
