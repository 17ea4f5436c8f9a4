using GenNet.Weights.Matching;

namespace GenNet.Tests.Weights.Matching;

/// <summary>
/// Models are edited at random, and it is known which layer comes from which. Whatever the names and the options: no layer takes another's weights without
/// the match saying that it went by position and that just these layers could be exchanged.
/// </summary>
public class LayerMatcherPropertyTests
{
    private const int Trials = 20_000;

    /// <summary>A layer that keeps its identity through all edits.</summary>
    private sealed record Layer(int Identity, string? Name, string Kind, string Shape);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Match_AfterRandomEditsOfChosenNames_IsNeverWrong(bool ofGenNet)
    {
        var random = new Random(8);
        for (var trial = 0; trial < Trials; trial++)
        {
            var before = NewModel(random, static (r, i) => $"layer{i}");
            var after = Edit(before, random, static (r, i) => $"layer{100 + i}");
            var match = Match(before, after, random, ofGenNet);
            for (var i = 0; i < after.Count; i++)
            {
                Assert.NotEqual(MatchedBy.Position, match.Layers[i].By);
                var same = before.FindIndex(b => b.Identity == after[i].Identity && b.Name == after[i].Name);
                Assert.Equal(same, match.Layers[i].Stored);
            }
        }
    }

    [Fact]
    public void Match_AfterRandomEditsWithoutNames_IsNeverWrongUnsaid()
    {
        var random = new Random(88);
        var byPosition = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var before = NewModel(random, static (_, _) => null);
            var after = Named(Edit(before, random, static (_, _) => null), static i => $"layer{i}");
            var match = Match(before, after, random, ofGenNet: false);
            byPosition += match.Layers.Count(static l => l.By == MatchedBy.Position);
            AssertNothingIsWrongUnsaid(before, after, match);
        }
        Assert.True(byPosition > Trials / 10, $"{byPosition} layers went by position");
    }

    [Fact]
    public void Match_AfterRandomEditsOfAutomaticNames_IsNeverWrongUnsaid()
    {
        var random = new Random(888);
        var byPosition = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            // Another run of the program counts on from where it was. Names that happen to be the same on both sides are the one thing that can't be told.
            var before = Automatic(NewModel(random, static (_, _) => null), first: random.Next(1, 4));
            var edited = Automatic(Edit(before, random, static (_, _) => null), first: random.Next(1, 4));
            if (before.Select(static l => l.Name).Order().SequenceEqual(edited.Select(static l => l.Name).Order()))
                continue;
            var after = random.Next(2) == 0 ? edited : Named(edited, static i => $"layer{i}");
            var match = Match(before, after, random, ofGenNet: false);
            byPosition += match.Layers.Count(static l => l.By == MatchedBy.Position);
            AssertNothingIsWrongUnsaid(before, after, match);
        }
        Assert.True(byPosition > Trials / 10, $"{byPosition} layers went by position");
    }

    [Fact]
    public void Match_AfterRandomEditsOfMixedNames_IsNeverWrongUnsaid()
    {
        var random = new Random(8888);
        for (var trial = 0; trial < Trials; trial++)
        {
            var before = Mix(NewModel(random, static (_, _) => null), random, first: random.Next(1, 3));
            var after = Mix(Edit(before, random, static (_, _) => null), random, first: random.Next(4, 6));
            AssertNothingIsWrongUnsaid(before, after, Match(before, after, random, ofGenNet: false));
        }
    }

    private static void AssertNothingIsWrongUnsaid(List<Layer> before, List<Layer> after, LayerMatcher match)
    {
        for (var i = 0; i < after.Count; i++)
        {
            var layer = match.Layers[i];
            if (layer.By == MatchedBy.Nothing || before[layer.Stored].Identity == after[i].Identity)
                continue;
            // What it took is at least of its class and shape, by position, and the report names the layer that it came from or one that isn't there any more.
            Assert.Equal(MatchedBy.Position, layer.By);
            Assert.Equal((after[i].Kind, after[i].Shape), (before[layer.Stored].Kind, before[layer.Stored].Shape));
            var source = after.FindIndex(a => a.Identity == before[layer.Stored].Identity && a.Kind == after[i].Kind);
            if (source >= 0 && match.Layers[source].By == MatchedBy.Position)
                Assert.Contains(match.Interchangeable, group => group.Contains(i) && group.Contains(source));
        }
        Assert.Equal(
            match.Layers.Count(static l => l.By != MatchedBy.Nothing),
            match.Layers.Where(static l => l.By != MatchedBy.Nothing).Select(static l => l.Stored).Distinct().Count());
    }

    private static LayerMatcher Match(List<Layer> before, List<Layer> after, Random random, bool ofGenNet)
    {
        LoadOptions[] options = [LoadOptions.Strict, LoadOptions.AllowMissing | LoadOptions.AllowUnused, LoadOptions.SkipMismatch | LoadOptions.ByPosition];
        return LayerMatcher.Match(ToMatch(before), ToMatch(after), MatchingRules.Of(options[random.Next(options.Length)], ofGenNet));
    }

    private static List<LayerToMatch> ToMatch(List<Layer> layers) => [.. layers.Select(static l => new LayerToMatch(l.Name, l.Kind, [new(null, l.Shape)]))];

    private static List<Layer> NewModel(Random random, Func<Random, int, string?> name) =>
        [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => NewLayer(random, i, name(random, i)))];

    private static Layer NewLayer(Random random, int identity, string? name) =>
        new(identity, name, random.Next(4) == 0 ? "conv2d" : "dense", random.Next(3) == 0 ? "8, 16" : "16, 16");

    private static List<Layer> Edit(List<Layer> model, Random random, Func<Random, int, string?> newName)
    {
        List<Layer> edited = [.. model];
        var next = 50;
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(edited.Count);
            switch (random.Next(4))
            {
                case 0:
                    edited.Insert(at, NewLayer(random, next, newName(random, next++)));
                    break;
                case 1 when edited.Count > 1:
                    edited.RemoveAt(at);
                    break;
                case 2:
                    edited[at] = edited[at] with { Name = newName(random, next++) };
                    break;
                default:
                    var other = random.Next(edited.Count);
                    (edited[at], edited[other]) = (edited[other], edited[at]);
                    break;
            }
        }
        return edited;
    }

    private static List<Layer> Named(List<Layer> model, Func<int, string> name) => [.. model.Select((l, i) => l with { Name = name(i) })];

    private static List<Layer> Automatic(List<Layer> model, int first)
    {
        var counts = new Dictionary<string, int> { ["dense"] = first, ["conv2d"] = first };
        return [.. model.Select(l => l with { Name = $"{l.Kind}_{counts[l.Kind]++}" })];
    }

    /// <summary>Some layers have a name for good, others one of another run of the program.</summary>
    private static List<Layer> Mix(List<Layer> model, Random random, int first) =>
        [.. Automatic(model, first).Select(l => l.Identity % 2 == 0 ? l with { Name = $"layer{l.Identity}" } : l)];
}
