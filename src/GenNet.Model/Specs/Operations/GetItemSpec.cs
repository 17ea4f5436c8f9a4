namespace GenNet.Specs;

/// <summary>Parts of a tensor: <c>x[.., 1..3]</c>.</summary>
/// <param name="Items">What is taken of each axis, the batch first: all of it.</param>
public sealed record GetItemSpec(EquatableArray<SliceItem> Items) : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => "GetItem";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("key", ArgumentValue.Of(string.Join(", ", Items.Select(static item => item.ToKerasString())))));

    /// <inheritdoc/>
    public override Move Of(TensorShape input)
    {
        var rank = input.Rank + 1;
        var taken = Items.Count(static item => item.Kind is SliceKind.Index or SliceKind.Range);
        if (taken > rank)
            throw SpecException.Of("key", $"is [{ArgumentValue.Of(Text)}] and takes of {taken} axes, and the input {input.ToKerasString()} has {rank} with the batch");
        var items = new List<SliceItem>();
        foreach (var item in Items.Any(static item => item.Kind == SliceKind.Ellipsis) ? Items : Items.Append(SliceItem.Ellipsis))
            items.AddRange(item.Kind == SliceKind.Ellipsis ? Enumerable.Repeat(SliceItem.All, rank - taken) : [item]);
        if (items[0] != SliceItem.All)
            throw SpecException.Of("key", $"is [{ArgumentValue.Of(Text)}] and must take all of the first axis, which is the batch: write .. for it");
        var (strides, axes, axis) = (Move.Strides(input), new List<EquatableArray<int>>(), 0);
        var offset = 0;
        foreach (var item in items.Skip(1))
        {
            if (item.Kind == SliceKind.NewAxis)
            {
                axes.Add(EquatableArray.Of(0));
                continue;
            }
            var positions = item.Positions(input[axis]) ?? throw SpecException.Of("key", $"is [{ArgumentValue.Of(Text)}], and {item.ToKerasString()} takes nothing of an axis of {input[axis]} values");
            if (item.Kind == SliceKind.Index)
                offset += positions[0] * strides[axis];
            else
                axes.Add(Move.Along(strides[axis], positions));
            axis++;
        }
        return new(axes.ToEquatableArray()) { Start = offset };
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"{inputs[0]}[{Text}]";

    private string Text => string.Join(", ", Items.Select(static item => item.ToCSharp()));
}
