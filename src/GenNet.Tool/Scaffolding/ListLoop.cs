using GenNet.Graph;

namespace GenNet.Tool.Scaffolding;

/// <summary>Calls of all layers of a list, one after another: <c>foreach (var block in Blocks)</c>.</summary>
/// <param name="Property">The list.</param>
/// <param name="Element">What one of it is called.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ListLoop(string Property, string Element, int Count)
{
    /// <summary>The loop that begins with step <paramref name="first"/>; null if none does.</summary>
    public static ListLoop? At(IReadOnlyList<ForwardWriter.Step> steps, int first, ModelSpec model)
    {
        if (steps[first].Element is not { Number: 0 } list || first + list.Count > steps.Count)
            return null;
        for (var i = 1; i < list.Count; i++)
        {
            var before = steps[first + i - 1].Results[0].Value;
            if (steps[first + i].Element is not { } next || next.Property != list.Property || next.Number != i || next.Input != before || Takers(model, before) != 1)
                return null;
        }
        var name = list.Property;
        return new(name, name.Length > 1 && name.EndsWith('s') ? name[..^1] : "Layer", list.Count);
    }

    // Calls of a model among the layers count by what that takes.
    private static int Takers(ModelSpec model, int value) =>
        model.Outputs.Count(output => output.Value == value)
        + model.SubmodelCalls.Count(call => call.Inputs.Contains(value))
        + model.Calls.Where((_, i) => !model.SubmodelCalls.Any(call => i >= call.Calls.Start && i < call.Calls.End)).Count(call => call.Given.Select(model.BeforeCasts).Contains(value));
}

/// <summary>A call of one of a list.</summary>
/// <param name="Property">The list.</param>
/// <param name="Number">Which of it, from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Input">The value that it takes.</param>
internal sealed record ListElement(string Property, int Number, int Count, int Input)
{
    /// <summary>The call, if it takes one value and is of a list.</summary>
    public static ListElement? Of(ModelSpec model, string property, int? number, IReadOnlyList<int> inputs) => number is { } element && inputs.Count == 1
        ? new(property, element, model.Entities.Count(entity => (entity.Submodel?.Declaration ?? model.Layers[entity.FirstLayer].Declaration) == property), inputs[0])
        : null;
}
