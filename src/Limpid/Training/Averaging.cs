using System.Text.Json.Serialization;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>
/// An average of the weights over the course of training, a ← a + share·(w − a), value by value; statistics (running
/// means and the like) are averaged as
/// weights are. What is validated and kept is the average a; the training itself goes on with w. To add one: a file
/// beside this one, and a line here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Ema), "ema")]
[JsonDerivedType(typeof(Swa), "swa")]
public abstract record Averaging
{
    /// <summary>How much of the values just reached goes into the average: 0 leaves it as it is, 1 makes it these
    /// values.</summary>
    /// <param name="moment">Where the training stands, the update just made being counted.</param>
    public abstract double Share(in ScheduleMoment moment);

    /// <summary>Checks the members.</summary>
    /// <exception cref="LimpidException">A member is out of its range (<see cref="Fault.Usage"/>).</exception>
    public abstract void Validate();
}
