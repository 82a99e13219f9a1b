using System.Net.Http.Headers;
using System.Text.Json;
using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// Asks an agency's service about each person who was cleared and has no answer yet. Every answer is committed as it comes, so that a killed night asks nobody again but those whose answer
/// was on the way.
/// </summary>
public sealed class InquirySource : ITransport
{
    /// <summary>Questions without a usable answer, one after another, at which it is the service and not the question.</summary>
    private const int FaultsInRow = 5;

    private readonly InquirySettings _settings;
    private readonly string _site;
    private readonly InquiryLine _line;
    private readonly RateLimit _rate;
    private readonly TimeProvider _clock;

    internal InquirySource(InquirySettings settings, string site, InquiryLine line, TimeProvider clock)
    {
        (_settings, _site, _line, _clock) = (settings, site, line, clock);
        _rate = new RateLimit((double)settings.PerSecond, settings.Burst, clock);
    }

    public IReadOnlyList<string> Bring(LandingOrder order, ILanding landing, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(landing);
        var reader = new ReadAnswer(order, _settings);
        var session = new Session(_settings.Sign?.Secret.Read(_site), _settings.Token is { } t ? new AccessToken(t, t.Secret.Read(_site), _clock) : null);
        var counts = landing.Place is { } place ? JsonSerializer.Deserialize<InquiryPlace>(place)! : new InquiryPlace(0, 0);
        var answered = landing.Answered.Count > 0;
        List<(string Person, PersonAnswer Answer)> unsure = [];
        var (faults, last) = (0, "");
        var left = order.Keys.Where(k => !landing.Answered.Contains(k.Person)).ToList();
        foreach (var people in left.Chunk(_settings.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var answer = Ask(order, people, reader, session, cancel);
                foreach (var row in answer.Rows) landing.Add(row);
                counts = new InquiryPlace(counts.Asked + people.Length + unsure.Count, counts.Strangers + answer.Strangers);
                // Only an answer that comes shows that the one before failed by its question, and not with the service.
                landing.Commit(JsonSerializer.Serialize(counts), [.. unsure, .. answer.States(_settings.Answer.AbsentIsNoRecord)]);
                unsure.Clear();
                (answered, faults) = (true, 0);
            }
            catch (AnswerFaultException e)
            {
                unsure.AddRange(people.Select(p => (p.Person, PersonAnswer.Failed)));
                last = e.Message;
                if (++faults == FaultsInRow) throw Stopped(faults, last);
            }
        }

        if (unsure.Count > 0)
        {
            if (!answered) throw Stopped(faults, last);
            landing.Commit(JsonSerializer.Serialize(counts with { Asked = counts.Asked + unsure.Count }), unsure);
        }

        landing.Finish(null);
        return [];
    }

    private static TransportException Stopped(int faults, string last) =>
        new($"{faults} questions one after another had no usable answer; the last: {last}. Nobody else was asked; the next time goes on where it stopped");

    private Answer Ask(LandingOrder order, IReadOnlyList<Clearance> people, ReadAnswer reader, Session session, CancellationToken cancel)
    {
        var answer = new Answer(people);
        string? page = null;
        do
        {
            var body = WriteQuestion.Of(order, _settings, people, page);
            // A page that is no whole JSON was cut on the way: it is read within the try, so that it is asked for again.
            page = _line.Ask(() => reader.Into(answer, Once(body, session, cancel)), cancel);
        }
        while (page is not null);

        return answer;
    }

    private byte[] Once(byte[] body, Session session, CancellationToken cancel)
    {
        try
        {
            return Send(body, session, cancel);
        }
        catch (NotLetInException) when (session.Token is not null)
        {
            session.Token.Forget();
            try
            {
                return Send(body, session, cancel);
            }
            catch (NotLetInException)
            {
                throw NotLetIn();
            }
        }
        catch (NotLetInException)
        {
            throw NotLetIn();
        }
    }

    private byte[] Send(byte[] body, Session session, CancellationToken cancel)
    {
        var patience = TimeSpan.FromSeconds(_settings.TimeoutSeconds);
        var token = session.Token?.Get(r => _line.Send(r, patience, cancel));
        _rate.Wait(cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (_settings.Sign is not null) SignRequest.Sign(request, body, _settings.Sign, session.Secret!, _clock);
        return _line.Send(request, patience, cancel);
    }

    private static TransportException NotLetIn() =>
        new("the agency's service did not let us in (status 401), also with a new token; see sign and token of the source's settings, this machine's clock, and ask the agency whether the key is still known");

    private sealed record Session(string? Secret, AccessToken? Token);

    private sealed record InquiryPlace(long Asked, long Strangers);
}
