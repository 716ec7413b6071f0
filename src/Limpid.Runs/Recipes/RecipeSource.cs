using System.Text.Json.Nodes;

namespace Limpid.Runs.Recipes;

/// <summary>What one source says about a recipe: some of its members, the others left to the layers below.</summary>
/// <param name="Source">Where it comes from, as a message names it: <c>recipe.json</c>, <c>preset video</c>,
/// <c>options</c>.</param>
/// <param name="Values">The members that it sets.</param>
public sealed record RecipeSource(string Source, JsonObject Values);
