using Limpid.Runs;
using Limpid.Training;

namespace Limpid.Cli.Views;
internal sealed class TrainingLive(Host host) : TrainingView(host)
{
    public override void Open(RunPlan plan) { }
    public override void Watch(Trainer trainer, IEnumerable<TrainingReport> news) { foreach (var _ in news) { } }
}
