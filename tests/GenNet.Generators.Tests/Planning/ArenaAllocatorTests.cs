using GenNet.Generators.Planning;

namespace GenNet.Generators.Tests.Planning;

public sealed class ArenaAllocatorTests
{
    [Fact]
    public void Allocate_WhenNothingIsFree_TakesMultiplesOf16()
    {
        var arena = new ArenaAllocator();

        Assert.Equal([0, 16, 48], new[] { 1, 17, 16 }.Select(size => arena.Allocate(size)));
        Assert.Equal(64, arena.Size);
    }

    [Fact]
    public void Allocate_WithSeveralHoles_TakesTheTightest()
    {
        var arena = new ArenaAllocator();
        var offsets = new[] { 64, 16, 32, 16 }.Select(size => arena.Allocate(size)).ToArray();
        arena.Free(offsets[0]);
        arena.Free(offsets[2]);

        Assert.Equal(offsets[2], arena.Allocate(32));
        Assert.Equal(offsets[0], arena.Allocate(16));
    }

    [Fact]
    public void Free_BetweenTwoHoles_MakesThemOne()
    {
        var arena = new ArenaAllocator();
        var offsets = new[] { 16, 16, 16, 16 }.Select(size => arena.Allocate(size)).ToArray();
        arena.Free(offsets[0]);
        arena.Free(offsets[2]);
        arena.Free(offsets[1]);

        Assert.Equal(0, arena.Allocate(48));
        Assert.Equal(64, arena.Size);
    }

    [Fact]
    public void Allocate_WhenTheLastHoleIsTooSmall_GrowsIt()
    {
        var arena = new ArenaAllocator();
        var last = new[] { 16, 32 }.Select(size => arena.Allocate(size)).ToArray()[1];
        arena.Free(last);

        Assert.Equal(last, arena.Allocate(48));
        Assert.Equal(64, arena.Size);
    }

    [Fact]
    public void Allocate_AtRandom_NeverOverlaps()
    {
        var arena = new ArenaAllocator();
        var random = new Random(1);
        var live = new Dictionary<int, int>();
        for (var step = 0; step < 2000; step++)
        {
            if (live.Count > 0 && random.Next(2) == 0)
            {
                var offset = live.Keys.ElementAt(random.Next(live.Count));
                arena.Free(offset);
                live.Remove(offset);
                continue;
            }
            var size = random.Next(1, 200);
            var place = arena.Allocate(size);
            Assert.DoesNotContain(live, other => place < other.Key + other.Value && other.Key < place + size);
            Assert.True(place + size <= arena.Size);
            live[place] = size;
        }
    }
}
