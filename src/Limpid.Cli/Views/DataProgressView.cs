using Limpid.Datasets;
using Spectre.Console;

namespace Limpid.Cli.Views;

/// <summary>How far data are on their way: a bar a file on a terminal, else one line a file on standard error. Nothing
/// where all is on the disk already.</summary>
internal static class DataProgressView
{
    private const int LeastWidth = 40; // on ten columns the console's own bars never end

    public static Task<T> ShowAsync<T>(Host host, Func<IProgress<DataProgress>, Task<T>> get) =>
        host.IsLive && host.Console.Profile.Width >= LeastWidth ? WithBars(host, get) : get(new Lines(host.Error));

    private static Task<T> WithBars<T>(Host host, Func<IProgress<DataProgress>, Task<T>> get) =>
        host
            .Console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => get(new Bars(context)));

    /// <summary>A file's bar starts anew where another source takes over.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<DataProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(DataProgress value)
        {
            lock (_tasks)
            {
                string description = Markup.Escape(Printable.Of($"{value.File} from {Place(value.Source)}"));
                if (!_tasks.TryGetValue(value.File, out ProgressTask? task))
                    _tasks[value.File] = task = context.AddTask(description, maxValue: 1);
                task.Description = description;
                task.IsIndeterminate = value.Total is null;
                if (value.Total is { } total)
                    task.MaxValue = Math.Max(1, total);
                task.Value = value.Bytes;
            }
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<DataProgress>
    {
        private readonly HashSet<(string, string)> _said = [];

        public void Report(DataProgress value)
        {
            lock (_said)
            {
                if (_said.Add((value.File, value.Source)))
                    error.WriteLine(
                        Printable.Of(
                            $"Getting {value.File} from "
                                + $"{Place(value.Source)}{(value.Total is { } total ? $" ({total:N0} bytes)" : "")}"
                        )
                    );
            }
        }
    }

    private static string Place(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.Host : source;
}
