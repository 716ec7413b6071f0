namespace Limpid.Lab;

/// <summary>
/// THE LIST of calls that a page can make, whichever host answers them. To add one: a method of the session, a line
/// here, and a
/// method of <c>Engine</c> in lab/src/engine.
/// </summary>
public static class Calls
{
    /// <summary>All calls, by name.</summary>
    public static IReadOnlyDictionary<string, Func<LabSession, Arguments, Reply>> All { get; } =
        new Dictionary<string, Func<LabSession, Arguments, Reply>>(StringComparer.Ordinal)
        {
            ["ActiveModel.Load"] = (session, a) => session.ActiveModel.Load(a.Bytes(0)),
            ["ActiveModel.Look"] = (session, a) => session.ActiveModel.Look(a.Bytes(0)),
            ["ActiveModel.Draw"] = (session, a) => session.ActiveModel.Draw(a.Bytes(0), a.Wholes(1), a.Number(2)),
            ["ActiveModel.Activations"] = (session, _) => session.ActiveModel.Activations(),
            ["ActiveModel.Weights"] = (session, _) => session.ActiveModel.Weights(),
            ["ActiveModel.Edit"] = (session, a) =>
                session.ActiveModel.Edit(a.Whole(0), a.Whole(1), a.Whole(2), a.Number(3)),
            ["ActiveModel.Restore"] = (session, _) => session.ActiveModel.Restore(),
            ["ActiveModel.Judge"] = (session, a) => session.ActiveModel.Judge(a.Whole(0), a.Whole(1)),
            ["ActiveModel.Save"] = (session, _) => session.ActiveModel.Save(),
            ["ActiveModel.Json"] = (session, _) => session.ActiveModel.Json(),
            ["ActiveModel.Read"] = (session, a) => session.ActiveModel.Read(a.Bytes(0)),
            ["ActiveModel.Page"] = (session, a) => session.ActiveModel.Page(a.Whole(0), a.Whole(1), a.Bytes(2)),
            ["Digits.Take"] = (session, a) => session.Digits.Take(a.Text(0)),
            ["Digits.Open"] = (session, a) => session.Digits.Open(a.Text(0), a.Bytes(1), a.Bytes(2)),
            ["Digits.Pictures"] = (session, a) => session.Digits.Pictures(a.Text(0), a.Wholes(1)),
            ["Digits.Fire"] = (session, a) => session.Digits.Fire(a.Bytes(0)),
            ["TrainingSession.Begin"] = (session, a) => session.TrainingSession.Begin(a.Text(0)),
            ["TrainingSession.Join"] = (session, a) => session.TrainingSession.Join(a.Text(0)),
            ["TrainingSession.Tune"] = (session, a) =>
                session.TrainingSession.Tune(a.Bytes(0), a.Bytes(1), a.Whole(2), a.Number(3)),
            ["TrainingSession.Step"] = (session, a) => session.TrainingSession.Step(a.Whole(0)),
            ["TrainingSession.Run"] = (session, a) => session.TrainingSession.Run(a.Number(0)),
            ["TrainingSession.Batch"] = (session, _) => session.TrainingSession.Batch(),
            ["TrainingSession.Test"] = (session, _) => session.TrainingSession.Test(),
            ["TrainingSession.Keep"] = (session, _) => session.TrainingSession.Keep(),
            ["TrainingSession.Rewind"] = (session, a) => session.TrainingSession.Rewind(a.Whole(0)),
            ["TrainingSession.Weights"] = (session, a) => session.TrainingSession.Weights(a.Whole(0), a.Whole(1)),
            ["TrainingSession.Weigh"] = (session, a) => session.TrainingSession.Weigh(a.Whole(0), a.Number(1)),
            ["TrainingSession.Adopt"] = (session, a) => session.TrainingSession.Adopt(a.Whole(0)),
            ["TrainingSession.Save"] = (session, a) => session.TrainingSession.Save(a.Whole(0)),
            ["TrainingSession.Resume"] = (session, a) => session.TrainingSession.Resume(a.Bytes(0)),
            ["TrainingSession.Rejoin"] = (session, a) => session.TrainingSession.Rejoin(a.Bytes(0)),
            ["ComparisonModels.Lay"] = (session, a) => session.ComparisonModels.Lay(a.Whole(0), a.Bytes(1)),
            ["ComparisonModels.Judge"] = (session, a) =>
                session.ComparisonModels.Judge(a.Whole(0), a.Whole(1), a.Whole(2)),
            ["WhatIf.SwitchOff"] = (session, a) => session.WhatIf.SwitchOff(a.Whole(0), a.Whole(1)),
            ["WhatIf.SwitchOn"] = (session, a) => session.WhatIf.SwitchOn(a.Whole(0), a.Whole(1)),
            ["WhatIf.Noise"] = (session, a) => session.WhatIf.Noise(a.Number(0), a.Whole(1)),
            ["WhatIf.Score"] = (session, a) => session.WhatIf.Score(a.Number(0)),
            ["WhatIf.Said"] = (session, _) => session.WhatIf.Said(),
            ["GradientStep.Open"] = (session, a) => session.GradientStep.Open(a.Bytes(0), a.Text(1), a.Whole(2)),
            ["GradientStep.Check"] = (session, a) =>
                session.GradientStep.Check(a.Bytes(0), a.Text(1), a.Whole(2), new(a.Whole(3), a.Whole(4), a.Whole(5))),
            ["GradientStep.Step"] = (session, a) =>
                session.GradientStep.Step(a.Bytes(0), a.Text(1), a.Whole(2), a.Number(3)),
            ["GradientStep.StepBack"] = (session, _) => session.GradientStep.StepBack(),
            ["Distances.Between"] = (session, a) => session.Distances.Between(a.Text(0), a.Wholes(1), a.Wholes(2)),
            ["Distances.Nearest"] = (session, a) =>
                session.Distances.Nearest(a.Bytes(0), a.Text(1), a.Whole(2), a.Whole(3), a.Whole(4)),
            ["Distances.Seek"] = (session, a) => session.Distances.Seek(a.Wholes(0)),
            ["Distances.Compare"] = (session, a) => session.Distances.Compare(a.Number(0), a.Whole(1)),
            ["Distances.Found"] = (session, _) => session.Distances.Found(),
            ["TransformRobustness.Bring"] = (session, a) => session.TransformRobustness.Bring(a.Text(0), a.Bytes(1)),
            ["TransformRobustness.Teach"] = (session, a) => session.TransformRobustness.Teach(a.Text(0), a.Text(1)),
            ["TransformRobustness.Learn"] = (session, a) => session.TransformRobustness.Learn(a.Number(0)),
            ["TransformRobustness.Save"] = (session, a) => session.TransformRobustness.Save(a.Text(0)),
            ["TransformRobustness.Judge"] = (session, a) =>
                session.TransformRobustness.Judge(
                    a.Text(0),
                    a.Text(1),
                    a.Number(2),
                    a.Whole(3),
                    a.Whole(4),
                    a.Whole(5)
                ),
            ["TransformRobustness.Pictures"] = (session, a) =>
                session.TransformRobustness.Pictures(a.Text(0), a.Number(1), a.Whole(2), a.Whole(3), a.Whole(4)),
            ["Timing.Layer"] = (session, a) => session.Timing.Layer(a.Whole(0), a.Number(1)),
            ["MaximalActivations.Of"] = (session, a) =>
                session.MaximalActivations.Of(a.Whole(0), a.Whole(1), a.Whole(2)),
            ["MaximalActivations.Field"] = (session, a) => session.MaximalActivations.Field(a.Whole(0)),
        };
}
